// What other programs read of the same files, and whether it is in our text too:
//   npm run compare -- DIR [--format pdf] [--file NAME] [--reveal] [--words 10]
// Nothing is installed: peers that are not there are named and left out. Of missing words only the length is shown,
// unless --reveal.
// Exit status: 0 every aim is met, 1 some file falls short, 2 bad usage, 3 met as far as the peers at hand go.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cover, type Coverage } from './cover.js'
import { compareForms } from './forms.js'
import { readOurs } from './ours.js'
import { PEERS, type Peer } from './peers.js'

interface Row extends Coverage {
  readonly file: string
  readonly gaps: string
}

/** The files of one format, and those of them that a peer reads. */
interface Compared {
  readonly files: number
  readonly rows: readonly Row[]
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: {
  format: { type: 'string' },
  file: { type: 'string' },
  reveal: { type: 'boolean' },
  words: { type: 'string', default: '10' },
} })
process.exitCode = positionals[0] === undefined ? usage() : await compareAll(resolve(positionals[0]))

function usage(): number {
  process.stderr.write('usage: npm run compare -- DIR [--format pdf] [--file NAME] [--reveal] [--words 10]\n')
  return 2
}

async function compareAll(folder: string): Promise<number> {
  const files = filesOf(folder).filter((file) => values.file === undefined || file.includes(values.file))
  const summary: string[] = []
  let short = 0
  let lacking = 0
  for (const peer of PEERS) {
    const formats = peer.formats.filter((format) => values.format === undefined || format === values.format)
    const own = files.filter((file) => formats.includes(endingOf(file)))
    if (own.length === 0) continue
    const missing = peer.lacking()
    if (missing !== undefined) lacking++
    if (missing !== undefined) summary.push(`${peer.name}: lacking ${missing}`)
    else for (const format of formats) {
      const compared = await compareWith(peer, own.filter((file) => endingOf(file) === format), folder)
      short += compared.rows.filter((row) => share(row) < peer.aim).length
      if (compared.rows.length > 0) summary.push(summaryOf(peer, format, compared))
    }
  }
  print(`\npeer           format   files  they read  short of aim   characters      seen`)
  summary.forEach(print)
  const forms = await compareForms()
  print(forms.lacking === undefined
    ? `our forms in LibreOffice: ${forms.files} files, ${forms.faults.length} faults`
    : `our forms: lacking ${forms.lacking}`)
  forms.faults.forEach(print)
  if (short + forms.faults.length > 0) return 1
  return lacking > 0 || forms.lacking !== undefined ? 3 : 0
}

async function compareWith(peer: Peer, files: readonly string[], folder: string): Promise<Compared> {
  if (files.length === 0) return { files: 0, rows: [] }
  const theirs = await peer.read(files)
  const rows: Row[] = []
  for (const file of files) {
    const text = theirs.get(file)
    if (text === undefined) continue
    const { texts, gaps } = await readOurs(file, readFileSync(file))
    const row = { file: relative(folder, file), gaps: reasonsOf(gaps), ...cover(texts, text, peer.counted) }
    rows.push(row)
    if (row.missing.size > 0) print(lineOf(peer, row))
  }
  return { files: files.length, rows }
}

function lineOf(peer: Peer, row: Row): string {
  const words = [...row.missing].slice(0, Number(values.words)).map(shown)
  const more = row.missing.size > words.length ? ` and ${row.missing.size - words.length} more` : ''
  const flag = share(row) < peer.aim ? 'SHORT ' : ''
  const of = `${percent(share(row))} of ${row.characters}`
  return `${flag}${row.file} beside ${peer.name}: ${of}; missing ${words.join(' ')}${more}; gaps ${row.gaps}`
}

function shown([word, count]: readonly [string, number]): string {
  const shown = values.reveal ? word.slice(0, 80) : '·'.repeat(Math.min(word.length, 20))
  return count > 1 ? `${shown}×${count}` : shown
}

function summaryOf(peer: Peer, format: string, { files, rows }: Compared): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const all = { characters: sum((row) => row.characters), seen: sum((row) => row.seen) }
  const short = rows.filter((row) => share(row) < peer.aim).length
  const widths = [5, 11, 14, 13]
  const cells = [files, rows.length, short, all.characters].map((count, at) => String(count).padStart(widths[at]!))
  return `${peer.name.padEnd(15)}${format.padEnd(7)}${cells.join('')}${percent(share(all)).padStart(10)}`
}

function share({ characters, seen }: { readonly characters: number; readonly seen: number }): number {
  return characters === 0 ? 1 : seen / characters
}

/** Never rounded up: 100.00 % is all of it. */
function percent(of: number): string {
  return `${(Math.floor(of * 10_000) / 100).toFixed(2)} %`
}

function reasonsOf(gaps: readonly { readonly reason: string }[]): string {
  return [...new Set(gaps.map((gap) => gap.reason))].join(', ') || 'none'
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path).sort().flatMap((name) => filesOf(join(path, name)))
}

function endingOf(file: string): string {
  return extname(file).slice(1).toLowerCase()
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
