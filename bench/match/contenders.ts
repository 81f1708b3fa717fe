import { join } from 'node:path'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

/** One way to find the terms. A run returns seconds of CPU time and its count. */
export interface Contender {
  readonly name: string
  /** What it counts: all matches, non-overlapping matches (leftmost, first term), lines, or nothing comparable. */
  readonly counts: 'all' | 'leftmost-first' | 'lines' | 'nothing'
  /** Bytes of UTF-8 that it scans. */
  readonly bytes: number
  run(): { readonly seconds: number; readonly count: number }
}

/** Terms and texts, and where the contenders are. */
export interface Task {
  readonly terms: readonly string[]
  readonly bytes: Uint8Array
  readonly text: string
  /** A shorter text for slow contenders. */
  readonly excerpt: string
  readonly folder: string
  /** A folder with installed npm packages. */
  readonly peers: string | undefined
  /** Paths of ripgrep; `rg` is found in PATH. */
  readonly ripgreps: readonly string[]
  /** A Python with pyahocorasick. */
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
    // Start-up: reading and compiling the terms.
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
    // More terms take minutes.
    ...(task.terms.length <= 10_000 ? [versionOf('grep', /grep\) (\S+)/)] : []).flatMap((version) =>
      (version === undefined ? [] : [shell(`grep ${version} -c`, 'lines', 'env LC_ALL=C grep -a -c -F -f')])),
    ...(native?.hyperscan ? [printingProgram('Hyperscan', 'all', bytes, native.path, ['hyperscan', text, terms, '2'])] : []),
    ...pyahocorasick(task, terms),
    ...(native ? [printingProgram('reading memory', 'nothing', bytes, native.path, ['bandwidth', text, '3'])] : []),
  ]
}

function pyahocorasick({ python, excerpt, folder }: Task, terms: string): Contender[] {
  const ask = 'import ahocorasick, importlib.metadata as m; print(m.version("pyahocorasick"))'
  const version = versionOf(python, /(\S+)/, ['-c', ask])
  if (version === undefined) return []
  const text = join(folder, 'excerpt.txt')
  writeFileSync(text, excerpt)
  const script = join(import.meta.dirname, 'pyahocorasick.py')
  return [printingProgram(`pyahocorasick ${version}`, 'all', Buffer.byteLength(excerpt), python, [script, text, terms])]
}

/** The version that a program reports; undefined, with a message, when the program is missing. */
function versionOf(path: string, version: RegExp, options: readonly string[] = ['--version']): string | undefined {
  const { status, stdout } = spawnSync(path, [...options], { encoding: 'utf8' })
  const found = status === 0 ? version.exec(stdout)?.[1] : undefined
  if (found === undefined) reportMissing(path === 'grep' || path.endsWith('rg') ? path : `pyahocorasick (${path})`)
  return found
}

const reported = new Set<string>()

export function reportMissing(what: string): void {
  if (!reported.has(what)) console.log(`missing: ${what}`)
  reported.add(what)
}

export function timed(work: () => number): { seconds: number; count: number } {
  const start = process.cpuUsage()
  const count = work()
  const { user, system } = process.cpuUsage(start)
  return { seconds: (user + system) / 1e6, count }
}

/** A contender that is a program printing its seconds and its count. */
function printingProgram(name: string, counts: Contender['counts'], bytes: number, path: string, args: string[]): Contender {
  return { name, counts, bytes, run() {
    const [seconds, count] = execFileSync(path, args, { encoding: 'utf8' }).split(' ').map(Number)
    return { seconds: seconds!, count: count! }
  } }
}

/** Runs a command with bash, which measures the CPU time of its children. */
function shellTime(command: string): { seconds: number; count: number } {
  const timed = ['-c', `TIMEFORMAT='%U %S'; time ${command}`]
  const { stdout, stderr } = spawnSync('bash', timed, { encoding: 'utf8', maxBuffer: 1 << 26 })
  const [user, system] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number)
  return { seconds: user! + system!, count: Number(stdout.trim() || '0') }
}

/** The content of the files, repeated up to the wanted size. */
export function readCorpus(files: readonly string[], megabytes: number): Uint8Array {
  const once = Buffer.concat(files.map((file) => readFileSync(file)))
  const times = Math.max(1, Math.ceil((megabytes * 1e6) / once.length))
  return Buffer.concat(Array.from({ length: times }, () => once))
}
