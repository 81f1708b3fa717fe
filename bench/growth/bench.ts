// Looks for constructs whose cost grows faster than their number: each one of each format, N and 8 N times.
//   npm run bench:growth -- [--only TEXT] [--count N]
import { parseArgs } from 'node:util'
import { createScreener } from '../../src/index.js'
import { constructs } from '../../test/growth/constructs.js'

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, count: { type: 'string', default: '2000' } } })
const count = Number(values.count)
const FACTOR = 8
/** Of the CPU times, above which a construct is listed. n·log n gives 9 to 10; the rest is noise. */
const MOST_RATIO = 1.6 * FACTOR
/** Shorter times are noise; longer ones are listed whatever their ratio. */
const LEAST_MILLISECONDS = 100
const MOST_MILLISECONDS = 3000

const screener = await createScreener({ ocr: 'off' })
const chosen = constructs().filter(({ name }) => name.includes(values.only))
for (const { name, file, build } of chosen) {
  await cpuOf(file, build(count / FACTOR))
  const small = await cpuOf(file, build(count))
  const large = await cpuOf(file, build(count * FACTOR))
  const ratio = large / small
  const grows = (large > LEAST_MILLISECONDS && ratio > MOST_RATIO) || large > MOST_MILLISECONDS
  if (grows) process.stdout.write(`${name}: ${small.toFixed(0)} ms, ${large.toFixed(0)} ms, ratio ${ratio.toFixed(1)}\n`)
}
process.stdout.write(`${chosen.length} constructs\n`)

async function cpuOf(file: string, bytes: Uint8Array): Promise<number> {
  const start = process.cpuUsage()
  await screener.screenAll(bytes, { name: file })
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
