import { join } from 'node:path'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

/** One way to find the terms. A run gives seconds of CPU time and what it counted. */
export interface Contender {
  readonly name: string
  /**
   * All matches; what a scan with replacement by regular expressions finds (leftmost, earliest term first); lines; or
   * nothing.
   */
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
  /** A folder npm packages were installed into. */
  readonly peers: string | undefined
  /** ripgrep, by its paths; `rg` is that of the search path. */
  readonly ripgreps: readonly string[]
  /** A Python that has pyahocorasick. */
  readonly python: string
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
    {
      ...contender(`ours, ${spaces.engine}, UTF-8, spaces dropped`, () => spaces.scanUtf8(task.bytes)),
      counts: 'nothing',
    },
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
  const shell = (name: string, counts: Contender['counts'], command: string): Contender => {
    // Reading and building the terms.
    const start = Math.min(...[1, 2, 3].map(() => shellTime(`${command} ${terms} ${empty}`).seconds))
    return { name, counts, bytes, run() {
      const { seconds, count } = shellTime(`${command} ${terms} ${text}`)
      return { seconds: Math.max(seconds - start, 1e-9), count }
    } }
  }
  const native = task.native
  return [
    ...task.ripgreps.flatMap((path) => {
      const version = versionOf(path, /ripgrep (\S+)/)
      if (version === undefined) return []
      const command = `${path} --no-config -a --threads 1`
      return [
        shell(`ripgrep ${version} --count-matches`, 'leftmost-first', `${command} --count-matches -F -f`),
        shell(`ripgrep ${version} -c`, 'lines', `${command} -c -F -f`),
      ]
    }),
    // With more terms it takes minutes.
    ...(task.terms.length <= 10_000 ? [versionOf('grep', /grep\) (\S+)/)] : []).flatMap((version) =>
      (version === undefined ? [] : [shell(`grep ${version} -c`, 'lines', 'env LC_ALL=C grep -a -c -F -f')])),
    ...(native?.hyperscan ? [printing('Hyperscan', 'all', bytes, native.path, ['hyperscan', text, terms, '2'])] : []),
    ...pyahocorasick(task, terms),
    ...(native ? [printing('reading memory', 'nothing', bytes, native.path, ['bandwidth', text, '3'])] : []),
  ]
}

function pyahocorasick({ python, excerpt, folder }: Task, terms: string): Contender[] {
  const ask = 'import ahocorasick, importlib.metadata as m; print(m.version("pyahocorasick"))'
  const version = versionOf(python, /(\S+)/, ['-c', ask])
  if (version === undefined) return []
  const text = join(folder, 'excerpt.txt')
  writeFileSync(text, excerpt)
  const script = join(import.meta.dirname, 'pyahocorasick.py')
  return [printing(`pyahocorasick ${version}`, 'all', Buffer.byteLength(excerpt), python, [script, text, terms])]
}

/** What a program says of its version; undefined, and said, where it is lacking. */
function versionOf(path: string, version: RegExp, options: readonly string[] = ['--version']): string | undefined {
  const { status, stdout } = spawnSync(path, [...options], { encoding: 'utf8' })
  const found = status === 0 ? version.exec(stdout)?.[1] : undefined
  if (found === undefined) sayLacking(path === 'grep' || path.endsWith('rg') ? path : `pyahocorasick (${path})`)
  return found
}

const said = new Set<string>()

export function sayLacking(what: string): void {
  if (!said.has(what)) console.log(`lacking: ${what}`)
  said.add(what)
}

export function timed(work: () => number): { seconds: number; count: number } {
  const start = process.cpuUsage()
  const count = work()
  const { user, system } = process.cpuUsage(start)
  return { seconds: (user + system) / 1e6, count }
}

/** A program that prints its seconds and its count. */
function printing(name: string, counts: Contender['counts'], bytes: number, path: string, args: string[]): Contender {
  return { name, counts, bytes, run() {
    const [seconds, count] = execFileSync(path, args, { encoding: 'utf8' }).split(' ').map(Number)
    return { seconds: seconds!, count: count! }
  } }
}

/** CPU time of a command by bash's own clock of its children. */
function shellTime(command: string): { seconds: number; count: number } {
  const timed = ['-c', `TIMEFORMAT='%U %S'; time ${command}`]
  const { stdout, stderr } = spawnSync('bash', timed, { encoding: 'utf8', maxBuffer: 1 << 26 })
  const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number)
  return { seconds: user! + system!, count: Number(stdout.trim() || '0') }
}

/** Text files of a folder, one after another, repeated to the wanted size. */
export function readCorpus(files: readonly string[], megabytes: number): Uint8Array {
  const once = Buffer.concat(files.map((file) => readFileSync(file)))
  const times = Math.max(1, Math.ceil((megabytes * 1e6) / once.length))
  return Buffer.concat(Array.from({ length: times }, () => once))
}
