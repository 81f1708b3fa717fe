// npm run bench:bulk -- [DIR] [--documents N]: bulk scans of an archive in a temporary folder, made of copies of the files
// under DIR or of generated files. Everything is measured in one run, so that all rates are of the same machine.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeArchive, type Archive } from './archive.js'
import { parallelSpeedup } from './parallel-speedup.js'
import { missingPrograms, pipeline } from './pipeline.js'
import { screen, type Run } from './run.js'

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { documents: { type: 'string', default: '20000' } },
})
const documents = Number(values.documents)
/** Samples of memory at the beginning and at the end: five seconds. */
const WINDOW = 20
const folder = mkdtempSync(join(tmpdir(), 'bench-bulk-'))
try {
  await bench()
} finally {
  rmSync(folder, { recursive: true })
}

async function bench(): Promise<void> {
  const root = join(folder, 'archive')
  const archive = makeArchive(root, documents, positionals[0])
  const size = `${archive.files.length} documents, ${(archive.bytes / 1e6).toFixed(0)} MB`
  print(`${size}; ${cpus()[0]?.model}, ${cpus().length} cores`)
  const ledger = ['--ledger', join(folder, 'ledger')]
  const speedups = [await parallelSpeedup(2)]
  const one = await measured('1 job', root, archive, ['--jobs', '1'])
  speedups.push(await parallelSpeedup(2))
  const two = await measured('2 jobs', root, archive, ['--jobs', '2'])
  speedups.push(await parallelSpeedup(2))
  printScaling(one.seconds / two.seconds, median(speedups))
  printMemory('1 job', one)
  printMemory('2 jobs', two)
  const first = await measured('2 jobs, first run with a ledger', root, archive, ['--jobs', '2', ...ledger])
  printMemory('2 jobs with a ledger', first)
  const second = await measured('2 jobs, second run with it', root, archive, ['--jobs', '2', ...ledger])
  print(`a second run takes 1/${(first.seconds / second.seconds).toFixed(0)} of the first (aim: 1/50)`)
  await comparePipeline(archive, two)
}

async function measured(
  name: string, root: string, { files, bytes }: Archive, options: readonly string[],
): Promise<Run> {
  const run = await screen(root, options)
  const rates = `${(files.length / run.seconds).toFixed(0)} documents/s, ${(bytes / 1e6 / run.seconds).toFixed(2)} MB/s`
  print(`${name}: ${run.seconds.toFixed(1)} s, ${rates}; first result after ${run.firstResult.toFixed(2)} s`)
  return run
}

function printScaling(screen: number, loops: number): void {
  print(`2 jobs are ${screen.toFixed(2)} times as fast as 1 job; two busy loops ${loops.toFixed(2)} times one: ` +
    `${(screen / loops).toFixed(2)} of them (aim: 0.9)`)
}

/** From the 2,000th document, or after a tenth of the documents if that is earlier, to the last. */
function printMemory(name: string, { samples }: Run): void {
  const from = Math.min(2000, documents / 10)
  const parts = (['parent', 'workers'] as const).map((part) => {
    const late = samples.filter((sample) => sample.documents >= from)
    const begin = median(late.slice(0, WINDOW).map((sample) => megabytes(sample[part])))
    const end = median(late.slice(-WINDOW - 1, -1).map((sample) => megabytes(sample[part])))
    return `${part} ${begin.toFixed(0)} MB, at the end ${end.toFixed(0)} MB (${percent(end / begin)})`
  })
  const peak = Math.max(...samples.map((sample) => sample.parent + megabytes(sample.workers)))
  print(`memory, ${name}, after ${from} documents: ${parts.join('; ')}; peak of all together ${peak.toFixed(0)} MB`)
}

function megabytes(resident: number | readonly number[]): number {
  return typeof resident === 'number' ? resident : Math.max(0, ...resident)
}

/** Any hundred documents in a row have all kinds in their shares, so the first ones represent all. */
async function comparePipeline({ files }: Archive, two: Run): Promise<void> {
  const missing = missingPrograms()
  if (missing.length > 0) return print(`pipeline not measured; not installed: ${missing.join(', ')}`)
  const sample = files.slice(0, Math.max(100, Math.round(documents / 2000) * 100))
  const rate = sample.length / (await pipeline(sample, 2, folder))
  const ours = documents / two.seconds
  print(`pdftotext, docx2txt, unzip, cat | rg, 2 at once: ${rate.toFixed(1)} documents/s (${sample.length} documents); ` +
    `screen: ${(ours / rate).toFixed(1)} times that (aim: 5)`)
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

function percent(ratio: number): string {
  return `${ratio >= 1 ? '+' : ''}${((ratio - 1) * 100).toFixed(1)} %`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
