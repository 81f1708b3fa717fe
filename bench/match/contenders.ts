import { createRequire } from 'node:module'
import { join } from 'node:path'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

/** One way to find the terms. A run gives seconds of CPU time and what it counted. */
export interface Contender {
  readonly name: string
  /** All matches; what a scan with replacement by regular expressions finds (leftmost, earliest term first); lines; or nothing. */
  readonly counts: 'all' | 'leftmost-first' | 'lines' | 'nothing'
  /** Bytes of UTF-8 it went over. */
  readonly bytes: number
  run(): { readonly seconds: number; readonly count: number }
}

export interface Task {
  readonly terms: readonly string[]
  readonly bytes: Uint8Array
  readonly text: string
  /** A shorter text for the slow ones. */
  readonly excerpt: string
  readonly folder: string
  readonly peers: string | undefined
  readonly native: { readonly path: string; readonly hyperscan: boolean } | undefined
}

export function ours(task: Task): Contender[] {
  const fold = foldTable()
  const simd = buildMatcher(task.terms, { fold })
  const spaces = buildMatcher(task.terms, { fold, dropSpaces: true })
  const scalar = buildMatcher(task.terms, { fold, engine: 'scalar' })
  const bytes = task.bytes.length
  const contender = (name: string, scan: () => Uint32Array, size = bytes): Contender =>
    ({ name, counts: 'all', bytes: size, run: () => timed(() => scan().length / 3) })
  return [
    contender(`ours, ${simd.engine}, UTF-8`, () => simd.scanUtf8(task.bytes)),
    contender(`ours, ${simd.engine}, string`, () => simd.scan(task.text)),
    { ...contender(`ours, ${spaces.engine}, UTF-8, spaces dropped`, () => spaces.scanUtf8(task.bytes)), counts: 'nothing' },
    contender('ours, scalar, UTF-8', () => scalar.scanUtf8(task.bytes)),
    contender('ours, scalar, string', () => scalar.scan(task.text)),
  ]
}

export function programs(task: Task): Contender[] {
  const text = join(task.folder, 'text.txt')
  const empty = join(task.folder, 'empty.txt')
  const terms = join(task.folder, 'terms.txt')
  writeFileSync(terms, `${task.terms.join('\n')}\n`)
  writeFileSync(empty, '')
  const bytes = task.bytes.length
  const shell = (name: string, counts: Contender['counts'], command: string): Contender[] => {
    if (spawnSync('bash', ['-c', `command -v ${command.split(' ')[0]}`]).status !== 0) return []
    const start = Math.min(...[1, 2, 3].map(() => shellTime(`${command} ${terms} ${empty}`).seconds)) // reading and building terms
    return [{ name, counts, bytes, run() {
      const { seconds, count } = shellTime(`${command} ${terms} ${text}`)
      return { seconds: Math.max(seconds - start, 1e-9), count }
    } }]
  }
  const native = task.native
  return [
    ...shell('ripgrep --count-matches -F -f', 'leftmost-first', 'rg --no-config -a --threads 1 --count-matches -F -f'),
    ...shell('ripgrep -c -F -f', 'lines', 'rg --no-config -a --threads 1 -c -F -f'),
    ...(task.terms.length <= 10_000 ? shell('grep -c -F -f', 'lines', 'env LC_ALL=C grep -a -c -F -f') : []),
    ...(native?.hyperscan ? [nativeContender('Hyperscan', 'all', bytes, native.path, ['hyperscan', text, terms, '2'])] : []),
    ...(native ? [nativeContender('reading memory', 'nothing', bytes, native.path, ['bandwidth', text, '3'])] : []),
  ]
}

/** npm packages, from a folder they were installed into; none of them belongs to this project. */
export function packages(task: Task): Contender[] {
  if (task.peers === undefined) return []
  const require = createRequire(join(task.peers, 'package.json'))
  const bytes = Buffer.byteLength(task.excerpt)
  const known: [string, Contender['counts'], (module: never) => (text: string) => number][] = [
    ['fastscan', 'all', fastscan], ['aho-corasick-node', 'nothing', ahoCorasickNode], ['mint-filter', 'nothing', mintFilter],
  ]
  const terms = task.terms
  function fastscan(Scanner: new (words: readonly string[]) => { search(text: string): unknown[] }): (text: string) => number {
    const scanner = new Scanner(terms)
    return (text) => scanner.search(text).length
  }
  function ahoCorasickNode({ builder }: { builder(): { add(word: string): void; build(): { match(text: string): unknown[] } } }) {
    const made = builder()
    terms.forEach((term) => { made.add(term) })
    const automaton = made.build()
    return (text: string) => automaton.match(text).length
  }
  function mintFilter(module: { default?: unknown }): (text: string) => number {
    const Mint = (module.default ?? module) as new (words: readonly string[]) => { filter(text: string, options: object): { words: unknown[] } }
    const mint = new Mint(terms)
    return (text) => mint.filter(text, { replace: false }).words.length
  }
  return known.flatMap(([name, counts, prepare]) => {
    try {
      const search = prepare(require(name) as never)
      return [{ name: `npm ${name}`, counts, bytes, run: () => timed(() => search(task.excerpt)) }]
    } catch {
      return []
    }
  })
}

function timed(work: () => number): { seconds: number; count: number } {
  const start = process.cpuUsage()
  const count = work()
  const { user, system } = process.cpuUsage(start)
  return { seconds: (user + system) / 1e6, count }
}

function nativeContender(name: string, counts: Contender['counts'], bytes: number, path: string, args: string[]): Contender {
  return { name, counts, bytes, run() {
    const [seconds, count] = execFileSync(path, args, { encoding: 'utf8' }).split(' ').map(Number)
    return { seconds: seconds!, count: count! }
  } }
}

/** CPU time of a command by bash's own clock of its children. */
function shellTime(command: string): { seconds: number; count: number } {
  const { stdout, stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${command}`], { encoding: 'utf8', maxBuffer: 1 << 26 })
  const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number)
  return { seconds: user! + system!, count: Number(stdout.trim() || '0') }
}

/** Text files of a folder, one after another, repeated to the wanted size. */
export function readCorpus(files: readonly string[], megabytes: number): Uint8Array {
  const once = Buffer.concat(files.map((file) => readFileSync(file)))
  const times = Math.max(1, Math.ceil((megabytes * 1e6) / once.length))
  return Buffer.concat(Array.from({ length: times }, () => once))
}
