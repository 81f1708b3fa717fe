// The cost of word boundaries: loading a segmenter, and checking boundaries around hits compared with nodejieba
// segmenting the whole text.
//   npm run bench:segment -- FOLDER [--terms N] [--shipped] [--rounds N]      FOLDER: Chinese plain text in UTF-8
// --shipped: search for the patterns of the shipped lexicons, and check boundaries where their rules need them.
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
    const terms = values.shipped ? await shippedPatterns() : sampleTerms(Number(values.terms))
    await compare(readTexts(folder), terms, Number(values.rounds))
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

async function compare(texts: readonly string[], terms: readonly SearchTerm[], rounds: number): Promise<void> {
  const matcher = buildMatcher(terms.map(({ term }) => term), { fold: foldTable(), dropSpaces: true })
  const checkHits = (segmenter: Segmenter, text: string): number => countCut(segmenter, text, matcher.scan(text), terms)
  const packed = (await loadSegmenter('packed'))!
  const nodejieba = (await loadSegmenter('nodejieba'))!
  const methods: Record<string, (text: string) => number> = {
    'nodejieba, whole text': (text) => nodejieba.boundaries(text).length,
    'packed, whole text': (text) => packed.boundaries(text).length,
    'scan only': (text) => matcher.scan(text).length / 3,
    'scan + nodejieba around hits': (text) => checkHits(nodejieba, text),
    'scan + packed around hits': (text) => checkHits(packed, text),
  }
  const counter = unitCounter()
  const chars = texts.reduce((sum, text) => sum + text.length, 0)
  for (const text of texts) checkHits(counter, text)
  const results = interleave(methods, texts, rounds)
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6
  const whole = results.get('nodejieba, whole text')!.milliseconds
  print(`${texts.length} texts, ${megabytes.toFixed(1)} MB UTF-8, ${terms.length} terms, engine ${matcher.engine}`)
  print(`${((100 * counter.units()) / chars).toFixed(1)} % of the text segmented around hits; CPU time, median of ${rounds}`)
  for (const [method, { milliseconds, result }] of results) {
    const speed = (megabytes / milliseconds) * 1000
    const ratio = whole / milliseconds
    print(`${method.padEnd(30)}${speed.toFixed(0).padStart(6)} MB/s${ratio.toFixed(1).padStart(7)} ×   ${result}`)
  }
}

/** A segmenter that only counts the code units it is given. */
function unitCounter(): Segmenter & { units(): number } {
  let units = 0
  return {
    name: 'counter',
    boundaries(text) {
      units += text.length
      return Uint32Array.of(text.length)
    },
    units: () => units,
  }
}

/** A string to search for, and whether the boundaries of its hits are checked. */
interface SearchTerm {
  readonly term: string
  readonly checked: boolean
}

/** Words of jieba's dictionary with two to four characters, evenly spread over the dictionary. */
function sampleTerms(count: number): SearchTerm[] {
  const lines = readFileSync(dictionaryFiles()!.words, 'utf8').split('\n')
  const words = lines.map((line) => line.split(' ')[0]!).filter((word) => word.length >= 2 && word.length <= 4)
  return Array.from({ length: count }, (_, index) =>
    ({ term: words[Math.floor((index * words.length) / count)]!, checked: true }))
}

async function shippedPatterns(): Promise<SearchTerm[]> {
  const { patterns, rules } = compile(await loadLexicons(await defaultLexiconFiles()), { on: '2026-01-01' })
  const needed = rules.map(({ detector }) => detector.kind === 'terms' && detector.edges === 'word')
  return patterns.map((pattern) => ({ term: pattern.text, checked: pattern.rules.some((rule) => needed[rule]) }))
}

function countCut(segmenter: Segmenter, text: string, hits: Uint32Array, terms: readonly SearchTerm[]): number {
  let count = 0
  for (let hit = 0; hit < hits.length; hit += 3) {
    if (terms[hits[hit]!]!.checked && cutsWords(segmenter, text, hits[hit + 1]!, hits[hit + 2]!)) count++
  }
  return count
}

/** Runs the methods in turns, round after round, so that other load on the machine affects all of them equally. */
function interleave(
  methods: Record<string, (text: string) => number>,
  texts: readonly string[],
  rounds: number,
): Map<string, Measured> {
  const times = new Map(Object.keys(methods).map((method) => [method, [] as number[]]))
  const results = new Map<string, number>()
  for (let round = -1; round < rounds; round++) {
    for (const [method, run] of Object.entries(methods)) {
      const start = process.cpuUsage()
      results.set(method, texts.reduce((sum, text) => sum + run(text), 0))
      const { user, system } = process.cpuUsage(start)
      if (round >= 0) times.get(method)!.push((user + system) / 1000)
    }
  }
  const measured = (method: string): Measured => ({ milliseconds: median(times.get(method)!), result: results.get(method)! })
  return new Map(Object.keys(methods).map((method) => [method, measured(method)]))
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
