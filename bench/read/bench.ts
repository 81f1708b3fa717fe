// Reading beside its peers, CPU time, taking turns in one run; only the ratios mean something:
//   npm run bench:read -- DIR [--rounds 5] [--only docx|pdf|memory]
// docx: bytes to screened text beside mammoth and beside inflating the same entries alone; pdf: beside pdf.js's bare
// getTextContent; memory: the peak of a process that reads a PDF of 500 pages and a workbook of 200,000 rows, both made
// here, in memory. DIR: a folder with docx and pdf files. Nothing is installed.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { inflateEntries, inPages, readByMammoth, readOurs, type Way } from './ways.js'
import { LARGE, letter } from './large.js'

const { values, positionals } = parseArgs({ allowPositionals: true, options: {
  rounds: { type: 'string', default: '5' },
  only: { type: 'string' },
} })
await benchAll()

async function benchAll(): Promise<void> {
  const files = positionals[0] === undefined ? [] : filesOf(resolve(positionals[0]))
  const of = (ending: string) => files.filter((file) => file.endsWith(ending)).map((file) => readFileSync(file))
  const letters = { ours: readOurs, mammoth: readByMammoth, inflating: inflateEntries }
  if (wanted('docx')) await beside('docx', of('.docx'), letters)
  if (wanted('docx')) await beside('docx, one of 20,000 paragraphs', [letter()], letters)
  if (wanted('pdf')) await beside('pdf', of('.pdf'), { ours: readOurs, getTextContent: inPages })
  if (wanted('memory')) for (const [name, make] of Object.entries(LARGE)) print(`${name}: ${memoryOf(make())}`)
}

function wanted(what: string): boolean {
  return values.only === undefined || values.only === what
}

/** Each way reads every file in every round; the median of the rounds counts. */
async function beside(what: string, files: readonly Uint8Array[], ways: Readonly<Record<string, Way>>): Promise<void> {
  const texts = await readable(files, ways)
  if (texts.length === 0) return print(`${what}: no files`)
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]))
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, way] of Object.entries(ways)) times[name]!.push(await spent(way, texts))
  }
  const median = (name: string): number => [...times[name]!].sort((a, b) => a - b)[times[name]!.length >> 1]!
  const megabytes = texts.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6
  print(`${what}: ${texts.length} files that all can read, ${megabytes.toFixed(1)} MB; median of ${values.rounds}`)
  for (const name of Object.keys(ways)) {
    const ratio = median(name) / median('ours')
    print(`  ${name.padEnd(15)}${median(name).toFixed(0).padStart(7)} ms   ${ratio.toFixed(2).padStart(6)} × ours`)
  }
}

/** The files that every way reads without an error; this warms them up, too. */
async function readable(files: readonly Uint8Array[], ways: Readonly<Record<string, Way>>): Promise<Uint8Array[]> {
  const kept: Uint8Array[] = []
  for (const bytes of files) {
    try {
      for (const way of Object.values(ways)) await way(bytes)
      kept.push(bytes)
    } catch { /* encrypted, damaged, not what its ending says */ }
  }
  return kept
}

async function spent(way: Way, texts: readonly Uint8Array[]): Promise<number> {
  const start = process.cpuUsage()
  for (const bytes of texts) await way(bytes)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** In a process of its own, which gets the file through a pipe: what is resident before reading, and at most. */
function memoryOf(file: Uint8Array): string {
  const options = [...process.execArgv, join(import.meta.dirname, 'memory.ts')]
  return execFileSync(process.execPath, options, { input: file, encoding: 'utf8' }).trim()
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).sort().flatMap((name) => filesOf(join(path, name)))
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
