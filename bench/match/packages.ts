import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { reportMissing, timed, type Contender, type Task } from './contenders.js'

/** npm packages from the folder of `--peers`; they are no dependencies of this project. */
export function packages(task: Task): Contender[] {
  if (task.peers === undefined) return []
  const require = createRequire(join(task.peers, 'package.json'))
  const bytes = Buffer.byteLength(task.excerpt)
  const known: [string, Contender['counts'], (module: never) => (text: string) => number][] = [
    ['fastscan', 'all', fastscan], ['aho-corasick-node', 'nothing', ahoCorasickNode],
    ['mint-filter', 'nothing', mintFilter],
  ]
  const terms = task.terms
  type Scanner = new (words: readonly string[]) => { search(text: string): unknown[] }
  function fastscan(Scanner: Scanner): (text: string) => number {
    const scanner = new Scanner(terms)
    return (text) => scanner.search(text).length
  }
  interface Builder { add(word: string): void; build(): { match(text: string): unknown[] } }
  function ahoCorasickNode({ builder }: { builder(): Builder }): (text: string) => number {
    const trie = builder()
    terms.forEach((term) => { trie.add(term) })
    const automaton = trie.build()
    return (text: string) => automaton.match(text).length
  }
  function mintFilter(module: { default?: unknown }): (text: string) => number {
    interface Filter { filter(text: string, options: object): { words: unknown[] } }
    const Mint = (module.default ?? module) as new (words: readonly string[]) => Filter
    const mint = new Mint(terms)
    return (text) => mint.filter(text, { replace: false }).words.length
  }
  return known.flatMap(([name, counts, prepare]) => {
    try {
      const search = prepare(require(name) as never)
      return [{ name: `npm ${name}`, counts, bytes, run: () => timed(() => search(task.excerpt)) }]
    } catch {
      reportMissing(`npm ${name}`)
      return []
    }
  })
}

/** The ripgrep of the npm package @vscode/ripgrep. */
export function packagedRipgrep(peers: string): string[] {
  const path = join(peers, 'node_modules', '@vscode', `ripgrep-${process.platform}-${process.arch}`, 'bin', 'rg')
  return existsSync(path) ? [path] : []
}
