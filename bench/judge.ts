// Compares the cost of judging with that of matching, for the documents of a folder:
//   npm run bench:judge -- DIR [--rounds 15]
// Reads all documents once. Each round matches them, surveys their digits and judges them, a few documents at a time.
// Prints the CPU time of the median round. Runs as a bundle, because loaders of TypeScript slow functions down.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { judge, type JudgeOptions, type ScannedPart } from '../src/judge/index.js'
import { compile, defaultLexiconFiles, loadLexicons } from '../src/lexicon/index.js'
import { buildMatcher, surveyText, type Matcher } from '../src/match/index.js'
import { LIMITS, type Document, type Part } from '../src/model/index.js'
import { foldTable } from '../src/normalise/index.js'
import { read } from '../src/read/index.js'
import { loadSegmenter } from '../src/segment/index.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '15' } },
})
if (positionals[0] === undefined) throw new Error('usage: npm run bench:judge -- DIR [--rounds N]')

interface Setup {
  readonly matcher: Matcher
  readonly options: JudgeOptions
}

/** A document after reading. */
interface ReadDocument {
  readonly path: string
  readonly sha256: string
  readonly parts: readonly Part[]
}

type Times = Record<'match' | 'survey' | 'judge' | 'judgeWithoutDigits', number>

/** Rounds that are not counted. */
const WARM_UP = 5
const NO_DIGITS = new Uint32Array()
/** Documents per batch: few enough that matched text is still in the cache when judged, enough for the CPU clock. */
const BATCH = 20

const documents = await readAll(positionals[0])
print(describe(documents))
await measure(documents, await setUp(), Number(values.rounds))

async function readAll(folder: string): Promise<ReadDocument[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const all: ReadDocument[] = []
  const add = async (document: Document): Promise<void> => {
    const { parts, members } = await read(document, { limits: LIMITS })
    all.push({ path: document.path, sha256: '', parts: parts.map(withFlatText) })
    for (const member of members) await add(member)
  }
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name)
    await add({ path: relative(folder, path), bytes: readFileSync(path) })
  }
  return all
}

/** Copies the text, because V8 flattens concatenated strings on first use. */
function withFlatText(part: Part): Part {
  return { ...part, text: Buffer.from(part.text, 'utf16le').toString('utf16le') }
}

async function setUp(): Promise<Setup> {
  const today = '2026-01-01'
  const ruleset = compile(await loadLexicons(await defaultLexiconFiles()), { on: today })
  const segmenter = await loadSegmenter()
  return {
    matcher: buildMatcher(ruleset.patterns.map(({ text }) => text), { fold: foldTable(), dropSpaces: true }),
    options: { ruleset, limits: LIMITS, today, segmenter: async () => segmenter },
  }
}

async function measure(documents: readonly ReadDocument[], setup: Setup, rounds: number): Promise<void> {
  const all: Times[] = []
  for (let round = 0; round < rounds + WARM_UP; round++) all.push(await runRound(documents, setup))
  const counted = all.slice(WARM_UP)
  const median = (of: keyof Times): number =>
    counted.map((times) => times[of]).sort((a, b) => a - b)[rounds >> 1]!
  const [match, survey] = [median('match'), median('survey')]
  const [whole, rest] = [median('judge'), median('judgeWithoutDigits')]
  for (const [name, time] of Object.entries({ match, survey, judge: whole, 'judge without digits': rest })) {
    print(`${name.padEnd(24)}${time.toFixed(2).padStart(8)} ms`)
  }
  print(`judge : match                     ${percent(whole, match)}`)
  print(`judge and survey : match          ${percent(whole + survey, match)}`)
  print(`judge without digits : match      ${percent(rest, match)}`)
}

async function runRound(documents: readonly ReadDocument[], { matcher, options }: Setup): Promise<Times> {
  const times: Times = { match: 0, survey: 0, judge: 0, judgeWithoutDigits: 0 }
  for (let at = 0; at < documents.length; at += BATCH) {
    const batch = documents.slice(at, at + BATCH)
    const parts = batch.flatMap((document) => document.parts)
    let hits: Uint32Array[] = []
    let runs: Uint32Array[] = []
    times.match += await cpuTime(() => { hits = parts.map(({ text }) => matcher.scan(text)) })
    times.survey += await cpuTime(() => { runs = parts.map(({ text }) => surveyText(text).digitRuns) })
    let next = 0
    const scanned = batch.map(({ parts }) =>
      parts.map((part): ScannedPart => ({ part, hits: hits[next]!, digitRuns: runs[next++]! })))
    const withoutDigits = scanned.map((parts) => parts.map((part) => ({ ...part, digitRuns: NO_DIGITS })))
    times.judge += await cpuTime(() => judgeAll(batch, scanned, options))
    times.judgeWithoutDigits += await cpuTime(() => judgeAll(batch, withoutDigits, options))
  }
  return times
}

async function judgeAll(
  documents: readonly ReadDocument[], parts: readonly (readonly ScannedPart[])[], options: JudgeOptions,
): Promise<void> {
  for (const [at, document] of documents.entries()) await judge(document, parts[at]!, options)
}

/** CPU time in milliseconds. */
async function cpuTime(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function describe(documents: readonly ReadDocument[]): string {
  const parts = documents.flatMap((document) => document.parts)
  const units = parts.reduce((sum, { text }) => sum + text.length, 0)
  return `${documents.length} documents, ${parts.length} parts, ${(units / 1e6).toFixed(1)} million characters`
}

function percent(one: number, other: number): string {
  return `${((100 * one) / other).toFixed(0)} %`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
