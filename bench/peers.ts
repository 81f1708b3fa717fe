// Beside peers: how many of the labelled documents that must be stopped each one stops, and how many of those it stops
// must be. The packages are no dependencies; they are taken from a folder they were installed in:
//   npx tsx bench/peers.ts --peers DIR      (fastscan, mint-filter, sensitive-word-tool in DIR/node_modules)
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createScreener } from '../src/index.js'
import { patternsOf } from '../src/judge/patterns.js'
import { compile, defaultLexiconFiles, loadLexicons } from '../src/lexicon/index.js'
import { LIMITS } from '../src/model/index.js'
import { read } from '../src/read/index.js'
import { readCorpus } from '../test/corpus/read-corpus.js'

const { values } = parseArgs({ options: { peers: { type: 'string' } } })
if (values.peers === undefined) throw new Error('--peers DIR is missing: a folder in which the packages are installed')
const folder = resolve(values.peers)
const load = createRequire(join(folder, 'index.js'))

/** Whether a text holds any of the words, as one package sees it. */
type Holds = (text: string) => boolean

/** What a document is, and whether it must be stopped. */
interface Labelled {
  readonly text: string
  readonly stopped: boolean
  /** By us: `block` or `review`. */
  readonly byUs: boolean
  /** True where a number alone is what must be found: no list of words can. */
  readonly number: boolean
}

const words = await wordsOf()
const documents = await labelled()
const peers: readonly (readonly [name: string, holds: Holds])[] = [
  ['fastscan', fastscan(words)], ['mint-filter', mintFilter(words)], ['sensitive-word-tool', sensitiveWordTool(words)],
]
print(`${words.length} words, ${documents.length} documents; all are given the text that src/read reads.`)
print('\n| | recall | precision | recall without numbers | stopped, of those to be let pass |\n|---|---|---|---|---|')
print(row('secrecy-screen', documents.map(({ byUs }) => byUs)))
for (const [name, holds] of peers) print(row(`${name} ${versionOf(name)}`, documents.map(({ text }) => holds(text))))

/** Every word the rules look for, as the lexicons write it. */
async function wordsOf(): Promise<string[]> {
  const { rules } = compile(await loadLexicons(await defaultLexiconFiles()))
  const worded = rules.filter(({ detector }) => detector.kind !== 'identifier')
  return [...new Set(worded.flatMap(({ detector }) => patternsOf(detector)))]
}

async function labelled(): Promise<Labelled[]> {
  const screener = await createScreener()
  const all: Labelled[] = []
  for (const { file, bytes, expected } of readCorpus()) {
    const document = { path: expected.name ?? file, bytes }
    const { parts } = await read(document, { limits: LIMITS })
    const { verdict } = await screener.screen(bytes, { name: document.path })
    const grave = expected.findings.filter(({ severity }) => severity !== 'note')
    all.push({
      text: parts.map(({ text }) => text).join('\n'),
      stopped: expected.verdict === 'block' || expected.verdict === 'review',
      byUs: verdict === 'block' || verdict === 'review',
      number: grave.length > 0 && grave.every(({ category }) => category === 'personal-information'),
    })
  }
  return all
}

type Holding = (document: Labelled, index: number) => boolean

function row(name: string, stops: readonly boolean[]): string {
  const rate = (of: Holding, given: Holding) => {
    const held = documents.filter((document, index) => given(document, index) && of(document, index))
    return `${held.length} of ${documents.filter(given).length}`
  }
  const stopped = (_: Labelled, index: number) => stops[index]!
  const must = ({ stopped }: Labelled) => stopped
  const cells = [
    rate(stopped, must),
    rate(must, stopped),
    rate(stopped, (one) => must(one) && !one.number),
    rate(stopped, (one) => !must(one)),
  ]
  return `| ${name} | ${cells.map(withShare).join(' | ')} |`
}

/** `3 of 4` with its share. */
function withShare(count: string): string {
  const [part, all] = count.split(' of ').map(Number)
  return `${all === 0 ? '–' : (part! / all!).toFixed(3)} (${count})`
}

function fastscan(list: readonly string[]): Holds {
  const module = load('fastscan') as { default?: unknown }
  const Scanner = (module.default ?? module) as new (words: readonly string[]) => { search(text: string): unknown[] }
  const scanner = new Scanner(list)
  return (text) => scanner.search(text).length > 0
}

function mintFilter(list: readonly string[]): Holds {
  const module = load('mint-filter') as { default?: unknown; Mint?: unknown }
  type Filter = new (words: readonly string[]) => { verify(text: string): boolean }
  const Mint = (module.Mint ?? module.default ?? module) as Filter
  const mint = new Mint(list)
  return (text) => !mint.verify(text)
}

function sensitiveWordTool(list: readonly string[]): Holds {
  const module = load('sensitive-word-tool') as { default?: unknown; SensitiveWordTool?: unknown }
  type Filter = new (options: object) => { match(text: string): unknown[] }
  const Tool = (module.SensitiveWordTool ?? module.default ?? module) as Filter
  const tool = new Tool({ wordList: list, useDefaultWords: false })
  return (text) => tool.match(text).length > 0
}

function versionOf(name: string): string {
  const described = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(described) as { version: string }).version
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
