// Measures the verdicts on documents as offices publish them, written before they were screened:
//   npm run eval:papers
import { createScreener, type Screening } from '../../src/index.js'
import type { Paper } from './paper.js'
import { toPublish } from './to-publish.js'
import { toStop } from './to-stop.js'

const screener = await createScreener({ reveal: true, ocr: 'off' })
const stopped = await countRight(toStop, ({ verdict }) => verdict === 'block' || verdict === 'review')
const published = await countRight(toPublish, ({ verdict }) => verdict === 'clear')
process.stdout.write(`stopped ${stopped} of ${toStop.length}, let go ${published} of ${toPublish.length}\n`)

/** Counts the papers with a right verdict and prints the others with their findings. */
async function countRight(papers: readonly Paper[], isRight: (screening: Screening) => boolean): Promise<number> {
  let right = 0
  for (const [name, text] of papers) {
    const screening = await screener.screen(Buffer.from(text), { name })
    if (isRight(screening)) right += 1
    else process.stdout.write(`${name}: ${screening.verdict}: ${findingsOf(screening)}\n`)
  }
  return right
}

function findingsOf({ findings }: Screening): string {
  return findings.map(({ rule, severity, match }) => `${severity} ${rule} ${match}`).join(', ')
}
