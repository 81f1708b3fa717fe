// Word edges: what loading costs, and scanning with edges asked for around hits against nodejieba cutting everything.
//   npm run bench:segment -- FOLDER [--terms N] [--shipped] [--rounds N]      FOLDER: plain UTF-8 text, Chinese
// --shipped: the patterns of the shipped lexicons; edges are asked for where a rule wants them.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compile, defaultLexiconFiles, loadLexicons } from '../../src/lexicon/index.js'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'
import { cutsWords, loadSegmenter, type Segmenter } from '../../src/segment/index.js'
import { dictionaryFiles } from '../../src/segment/nodejieba.js'

type Kind = 'packed' | 'nodejieba'
interface Measured {
  readonly milliseconds: number
  readonly result: number
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    terms: { type: 'string', default: '2000' },
    shipped: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    load: { type: 'string' },
  },
})
if (values.load !== undefined) await printLoad(values.load as Kind)
else {
  for (const kind of ['packed', 'nodejieba'] as const) print(`load ${kind}: ${loadInOwnProcess(kind)}`)
  const [folder] = positionals
  if (folder !== undefined) {
    const looked = values.shipped ? await shippedPatterns() : sampleTerms(Number(values.terms))
    await compare(readTexts(folder), looked, Number(values.rounds))
  }
}

async function printLoad(kind: Kind): Promise<void> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  const start = performance.now()
  const segmenter = await loadSegmenter(kind)
  const loaded = performance.now()
  segmenter!.boundaries('计算机密码')
  const firstCut = performance.now() - loaded
  const megabytes = (process.memoryUsage.rss() - before) / 1e6
  print(`${(loaded - start).toFixed(1)} ms, ${megabytes.toFixed(0)} MB resident, first cut ${firstCut.toFixed(1)} ms`)
}

function loadInOwnProcess(kind: Kind): string {
  const options = [...process.execArgv, '--expose-gc', fileURLToPath(import.meta.url), '--load', kind]
  return execFileSync(process.execPath, options, { encoding: 'utf8' }).trim()
}

function readTexts(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

async function compare(texts: readonly string[], looked: readonly Looked[], rounds: number): Promise<void> {
  const matcher = buildMatcher(looked.map(({ term }) => term), { fold: foldTable(), dropSpaces: true })
  const asks = (segmenter: Segmenter, text: string): number => accidents(segmenter, text, matcher.scan(text), looked)
  const packed = (await loadSegmenter('packed'))!
  const nodejieba = (await loadSegmenter('nodejieba'))!
  const ways: Record<string, (text: string) => number> = {
    'nodejieba, whole text': (text) => nodejieba.boundaries(text).length,
    'packed, whole text': (text) => packed.boundaries(text).length,
    'scan alone': (text) => matcher.scan(text).length / 3,
    'scan + nodejieba around hits': (text) => asks(nodejieba, text),
    'scan + packed around hits': (text) => asks(packed, text),
  }
  const asked = recorder()
  const chars = texts.reduce((sum, text) => sum + text.length, 0)
  for (const text of texts) asks(asked, text)
  const results = interleave(ways, texts, rounds)
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
  const whole = results.get('nodejieba, whole text')!.milliseconds
  print(`${texts.length} texts, ${megabytes.toFixed(1)} MB UTF-8, ${looked.length} terms, engine ${matcher.engine}`)
  print(`${((100 * asked.units()) / chars).toFixed(1)} % of the text cut around hits; CPU time, median of ${rounds}`)
  for (const [way, { milliseconds, result }] of results) {
    const speed = (megabytes / milliseconds) * 1000
    const ratio = whole / milliseconds
    print(`${way.padEnd(30)}${speed.toFixed(0).padStart(6)} MB/s${ratio.toFixed(1).padStart(7)} ×   ${result}`)
  }
}

/** Cuts nothing and counts what it is given. */
function recorder(): Segmenter & { units(): number } {
  let units = 0
  return {
    name: 'recorder',
    boundaries(text) {
      units += text.length
      return Uint32Array.of(text.length)
    },
    units: () => units,
  }
}

/** What is looked for, and whether its word edges count. */
interface Looked {
  readonly term: string
  readonly edges: boolean
}

/** Words of jieba's own dictionary of two to four characters, spread evenly over it. */
function sampleTerms(count: number): Looked[] {
  const lines = readFileSync(dictionaryFiles()!.words, 'utf8').split('\n')
  const words = lines.map((line) => line.split(' ')[0]!).filter((word) => word.length >= 2 && word.length <= 4)
  return Array.from({ length: count }, (_, index) =>
    ({ term: words[Math.floor((index * words.length) / count)]!, edges: true }))
}

async function shippedPatterns(): Promise<Looked[]> {
  const { patterns, rules } = compile(await loadLexicons(await defaultLexiconFiles()), { on: '2026-01-01' })
  const wants = rules.map(({ detector }) => detector.kind === 'terms' && detector.edges === 'word')
  return patterns.map((pattern) => ({ term: pattern.text, edges: pattern.rules.some((rule) => wants[rule]) }))
}

function accidents(segmenter: Segmenter, text: string, hits: Uint32Array, looked: readonly Looked[]): number {
  let count = 0
  for (let hit = 0; hit < hits.length; hit += 3) {
    if (looked[hits[hit]!]!.edges && cutsWords(segmenter, text, hits[hit + 1]!, hits[hit + 2]!)) count++
  }
  return count
}

/** Each way once over all texts, round after round, so that what else the machine does falls on all alike. */
function interleave(
  ways: Record<string, (text: string) => number>,
  texts: readonly string[],
  rounds: number,
): Map<string, Measured> {
  const times = new Map(Object.keys(ways).map((way) => [way, [] as number[]]))
  const results = new Map<string, number>()
  for (let round = -1; round < rounds; round++) {
    for (const [way, run] of Object.entries(ways)) {
      const start = process.cpuUsage()
      results.set(way, texts.reduce((sum, text) => sum + run(text), 0))
      const { user, system } = process.cpuUsage(start)
      if (round >= 0) times.get(way)!.push((user + system) / 1000)
    }
  }
  const measured = (way: string): Measured => ({ milliseconds: median(times.get(way)!), result: results.get(way)! })
  return new Map(Object.keys(ways).map((way) => [way, measured(way)]))
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
