// Measures recall and precision on the labelled corpus and false alarms on public documents:
//   npm run eval -- [--public DIR] [--verbose]
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { createScreener, type Screener } from '../src/index.js'
import { differences, score, type Outcome } from '../test/corpus/evaluate.js'
import { readCorpus } from '../test/corpus/read-corpus.js'

const { values } = parseArgs({ options: { public: { type: 'string' }, verbose: { type: 'boolean' } } })
const screener = await createScreener({ reveal: true, ocr: 'off' })
await evaluateCorpus(screener)
if (values.public !== undefined) await evaluatePublic(screener, values.public)

async function evaluateCorpus(screener: Screener): Promise<void> {
  const outcomes: Outcome[] = []
  for (const { folder, file, bytes, expected } of readCorpus()) {
    outcomes.push({ folder, expected, screening: await screener.screen(bytes, { name: expected.name ?? file }) })
  }
  print(`Labelled corpus: ${outcomes.length} documents`)
  print(`${'category'.padEnd(22)}expected  found  unexpected  recall  precision`)
  for (const { category, expected, found, unexpected, recall, precision } of score(outcomes)) {
    const cells = [String(expected).padStart(8), String(found).padStart(7), String(unexpected).padStart(12)]
    print(`${category.padEnd(22)}${cells.join('')}${recall.toFixed(3).padStart(8)}${precision.toFixed(3).padStart(11)}`)
  }
  const wrong = outcomes.map(differences).filter(({ missed, unexpected, verdict, gaps }) =>
    missed.length + unexpected.length > 0 || verdict || gaps)
  print(`Documents with differences: ${wrong.length}`)
  if (values.verbose) for (const each of wrong) print(JSON.stringify(each))
}

/** All documents in the folder must be public, so that every block or review is a false alarm. */
async function evaluatePublic(screener: Screener, folder: string): Promise<void> {
  const tally = { documents: 0, block: 0, review: 0, incomplete: 0, clear: 0 }
  const rules = new Map<string, number>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const screening = await screener.screen(readFileSync(path), { name: entry.name })
    tally.documents++
    tally[screening.verdict]++
    for (const finding of screening.findings) {
      const key = `${finding.severity} ${finding.rule}`
      rules.set(key, (rules.get(key) ?? 0) + 1)
      if (values.verbose && finding.severity !== 'note') print(`${relative(folder, path)}: ${key}: ${finding.match}`)
    }
  }
  const perThousand = (count: number) => ((1000 * count) / Math.max(1, tally.documents)).toFixed(1)
  print(`\nPublic documents: ${tally.documents} (${folder})`)
  print(`block ${tally.block}  review ${tally.review}  incomplete ${tally.incomplete}  clear ${tally.clear}`)
  print(`false alarms per 1,000 documents: block ${perThousand(tally.block)}, review ${perThousand(tally.review)}`)
  for (const [rule, count] of [...rules].sort()) print(`  ${rule}: ${count}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
