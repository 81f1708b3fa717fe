// What judging costs beside matching, over the documents of a folder:
//   npm run bench:judge -- DIR [--rounds 15]
// All documents are read once. Then, some at a time, they are matched, surveyed for their digits and judged: processor
// time, summed over a round; the median round counts. Bundled first: what loads TypeScript slows functions down.
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

interface Bench {
  readonly matcher: Matcher
  readonly judging: JudgeOptions
}

interface Readied {
  readonly path: string
  readonly sha256: string
  readonly parts: readonly Part[]
}

type Times = Record<'match' | 'survey' | 'judge' | 'judgeWithoutDigits', number>

/** Rounds that are not counted. */
const WARMING = 5
const NO_DIGITS = new Uint32Array()
const AT_A_TIME = 20

const documents = await readAll(positionals[0])
const bench = await makeReady()
print(described(documents))
await measure(documents, bench, Number(values.rounds))

async function readAll(folder: string): Promise<Readied[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const readied: Readied[] = []
  const add = async (document: Document): Promise<void> => {
    const { parts, members } = await read(document, { limits: LIMITS })
    readied.push({ path: document.path, sha256: '', parts: parts.map(flat) })
    for (const member of members) await add(member)
  }
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name)
    await add({ path: relative(folder, path), bytes: readFileSync(path) })
  }
  return readied
}

/** Strings as they lie after the first time they are looked at. */
function flat(part: Part): Part {
  return { ...part, text: Buffer.from(part.text, 'utf16le').toString('utf16le') }
}

async function makeReady(): Promise<Bench> {
  const today = '2026-01-01'
  const ruleset = compile(await loadLexicons(await defaultLexiconFiles()), { on: today })
  const segmenter = await loadSegmenter()
  return {
    matcher: buildMatcher(ruleset.patterns.map(({ text }) => text), { fold: foldTable(), dropSpaces: true }),
    judging: { ruleset, limits: LIMITS, today, segmenter: async () => segmenter },
  }
}

async function measure(documents: readonly Readied[], bench: Bench, rounds: number): Promise<void> {
  const all: Times[] = []
  for (let round = 0; round < rounds + WARMING; round++) all.push(await oneRound(documents, bench))
  const counted = all.slice(WARMING)
  const median = (of: keyof Times): number =>
    counted.map((times) => times[of]).sort((a, b) => a - b)[rounds >> 1]!
  const [match, survey] = [median('match'), median('survey')]
  const [whole, rest] = [median('judge'), median('judgeWithoutDigits')]
  for (const [name, time] of Object.entries({ match, survey, judge: whole, 'judge, digits left out': rest })) {
    print(`${name.padEnd(24)}${time.toFixed(2).padStart(8)} ms`)
  }
  print(`judge : match                     ${percent(whole, match)}`)
  print(`judge and survey : match          ${percent(whole + survey, match)}`)
  print(`judge, digits left out : match    ${percent(rest, match)}`)
}

/**
 * A few documents at a time: what is matched is still in the cache when it is judged,
 * and the clock of the processor is fine enough.
 */
async function oneRound(documents: readonly Readied[], { matcher, judging }: Bench): Promise<Times> {
  const times: Times = { match: 0, survey: 0, judge: 0, judgeWithoutDigits: 0 }
  for (let at = 0; at < documents.length; at += AT_A_TIME) {
    const some = documents.slice(at, at + AT_A_TIME)
    const parts = some.flatMap((document) => document.parts)
    let hits: Uint32Array[] = []
    let runs: Uint32Array[] = []
    times.match += await cost(() => { hits = parts.map(({ text }) => matcher.scan(text)) })
    times.survey += await cost(() => { runs = parts.map(({ text }) => surveyText(text).digitRuns) })
    let next = 0
    const scanned = some.map(({ parts }) =>
      parts.map((part): ScannedPart => ({ part, hits: hits[next]!, digitRuns: runs[next++]! })))
    const undigited = scanned.map((parts) => parts.map((part) => ({ ...part, digitRuns: NO_DIGITS })))
    times.judge += await cost(() => judgeAll(some, scanned, judging))
    times.judgeWithoutDigits += await cost(() => judgeAll(some, undigited, judging))
  }
  return times
}

async function judgeAll(
  documents: readonly Readied[], parts: readonly (readonly ScannedPart[])[], judging: JudgeOptions,
): Promise<void> {
  for (const [at, document] of documents.entries()) await judge(document, parts[at]!, judging)
}

/** Milliseconds of the processor. */
async function cost(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function described(documents: readonly Readied[]): string {
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
