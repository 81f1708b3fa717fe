/**
 * Compares the matcher with other programs and packages; prints the tables of docs/performance.md.
 *   npm run bench:match -- FOLDER [--peers DIR] [--ripgrep PATH]… [--python PATH] [--megabytes 50] [--rounds 3]
 *     [--terms 2k]
 * FOLDER: Chinese plain text in UTF-8. DIR: a folder with installed npm packages (fastscan, aho-corasick-node,
 * mint-filter, @vscode/ripgrep). All contenders of a set of terms run in turns, round by round, in one process; the CPU
 * time of the fastest round counts. Only ratios within one run are meaningful. Nothing is installed: missing contenders
 * are named and skipped.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildMatcher } from '../../src/match/index.js'
import { ours, programs, readCorpus, type Contender, type Task } from './contenders.js'
import { measureHostile } from './hostile.js'
import { benchTerms } from './terms.js'
import { packagedRipgrep, packages } from './packages.js'
import { printSummary, type Row } from './summary.js'
import { measureWorkers } from './workers.js'

const { values, positionals } = parseArgs({ allowPositionals: true, options: {
  peers: { type: 'string' }, megabytes: { type: 'string', default: '50' }, rounds: { type: 'string', default: '3' },
  terms: { type: 'string' }, ripgrep: { type: 'string', multiple: true, default: ['rg'] },
  python: { type: 'string', default: '/usr/bin/python3' },
} })
if (positionals[0] === undefined) throw new Error('usage: npm run bench:match -- FOLDER [options]')
const folder = mkdtempSync(join(tmpdir(), 'bench-match-'))
try {
  const corpus = readCorpus(filesOf(resolve(positionals[0])), Number(values.megabytes))
  writeFileSync(join(folder, 'text.txt'), corpus)
  const peers = values.peers === undefined ? undefined : resolve(values.peers)
  const text = Buffer.from(corpus).toString()
  const given = {
    bytes: corpus, text, excerpt: text.slice(0, 700_000), folder, native: compileNative(), peers, python: values.python,
    ripgreps: [...values.ripgrep, ...(peers === undefined ? [] : packagedRipgrep(peers))],
  }
  const processor = cpus()[0]?.model ?? 'unknown processor'
  console.log(`${(corpus.length / 1e6).toFixed(1)} MB, ${processor}, Node ${process.version}`)
  const sets = benchTerms().filter(({ name }) => values.terms === undefined || name === values.terms)
  const rows = sets.map(({ name, terms }) => measure(name, { ...given, terms }))
  measureHostile()
  await measureWorkers(sets.find(({ name }) => name === '2k')?.terms ?? sets[0]!.terms, corpus)
  printSummary(rows)
} finally {
  rmSync(folder, { recursive: true })
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).sort().flatMap((name) => filesOf(join(path, name)))
}

function compileNative(): Task['native'] {
  const path = join(folder, 'native')
  const source = join(import.meta.dirname, 'native.c')
  for (const hyperscan of [true, false]) {
    try {
      const options = hyperscan ? ['-DHYPERSCAN', '-lhs'] : []
      execFileSync('cc', ['-O3', '-march=native', source, '-o', path, ...options], { stdio: 'ignore' })
      if (!hyperscan) console.log('missing: Hyperscan (libhyperscan-dev)')
      return { path, hyperscan }
    } catch { /* next: without Hyperscan, then without C */ }
  }
  console.log('missing: a C compiler, needed for Hyperscan and memory bandwidth')
  return undefined
}

function measure(name: string, task: Task): Row {
  const start = process.cpuUsage()
  buildMatcher(task.terms)
  const built = process.cpuUsage(start)
  const contenders = [...ours(task), ...programs(task), ...packages(task)]
  const best = contenders.map(() => ({ seconds: Infinity, count: 0 }))
  for (let round = 0; round < Number(values.rounds); round++) {
    contenders.forEach((contender, n) => {
      const result = contender.run()
      if (result.seconds < best[n]!.seconds) best[n] = result
    })
  }
  checkCounts(task, contenders, best.map(({ count }) => count))
  const rates = contenders.map((contender, n) => contender.bytes / best[n]!.seconds / 1e6)
  const milliseconds = (built.user + built.system) / 1000
  console.log(`\n${name}: ${task.terms.length} terms, built in ${milliseconds.toFixed(0)} ms of CPU time`)
  contenders.forEach((contender, n) => {
    const counted = contender.counts === 'nothing' ? '' : `${best[n]!.count} ${contender.counts}`
    console.log(`  ${contender.name.padEnd(40)} ${rates[n]!.toFixed(1).padStart(9)} MB/s`
      + `  bytes ÷ ${ratio(rates[0]!, rates[n]!)}  string ÷ ${ratio(rates[1]!, rates[n]!)}  ${counted}`)
  })
  return { name, rates: new Map(contenders.map((contender, n) => [contender.name, rates[n]!])) }
}

function ratio(mine: number, other: number): string {
  return (mine / other).toPrecision(3).padStart(8)
}

/**
 * Checks that contenders with the same task have the same counts. Folding finds more than the others can, so these are
 * compared with a matcher without folding.
 */
function checkCounts(task: Task, contenders: readonly Contender[], counts: readonly number[]): void {
  const plain = buildMatcher(task.terms)
  const expected = new Map([
    ['all', plain.scan(task.text).length / 3], ['leftmost-first', countLeftmostFirst(plain.scan(task.text))],
    ['excerpt', plain.scan(task.excerpt).length / 3],
  ])
  contenders.forEach(({ name, counts: what, bytes }, n) => {
    const wanted = expected.get(what === 'all' && bytes < task.bytes.length ? 'excerpt' : what)
    if (wanted === undefined) return
    const wrong = name.startsWith('ours') ? counts[n]! < wanted : counts[n] !== wanted
    if (wrong) throw new Error(`${name} counts ${counts[n]}, expected ${wanted}`)
  })
}

/** Non-overlapping matches from left to right; of terms that start at the same place, the first in the list. */
function countLeftmostFirst(hits: Uint32Array): number {
  let count = 0
  for (let at = 0, free = 0; at < hits.length;) {
    const start = hits[at + 1]!
    let term = Infinity
    let end = 0
    for (; at < hits.length && hits[at + 1] === start; at += 3) {
      if (start >= free && hits[at]! < term) {
        term = hits[at]!
        end = hits[at + 2]!
      }
    }
    if (term === Infinity) continue
    count++
    free = end
  }
  return count
}
