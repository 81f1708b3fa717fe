import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import {
  distinctTerms, lexiconError, lintLexicons, parseLexicon, renderLexicon,
  type ImportOptions, type ListedTerm, type SkippedTerm,
} from '../../../lexicon/index.js'
import { LIMITS, ScreenError, type Category, type Part, type Severity } from '../../../model/index.js'
import { read } from '../../../read/index.js'
import { fill, harmless, type Messages } from '../../../report/index.js'
import type { ExitStatus } from '../../exit-status.js'
import type { RawOptions } from '../../command-line/raw-options.js'
import type { CommandRun } from '../command.js'

/**
 * `screen lexicon import`: a lexicon of a word list, on the standard output; no file is written. What is left out as
 * the same is told on the error stream. @throws ScreenError `usage` or `configuration`
 */
export async function lexiconImport({ operands, given, io, say }: CommandRun): Promise<ExitStatus> {
  const file = operands[0]!
  const { terms, skipped } = distinctTerms(await listIn(file))
  if (terms.length === 0) throw new ScreenError('import-empty', { file })
  const text = renderLexicon(terms, optionsFor(file, given))
  const { lexicon, complaints } = parseLexicon(file, text)
  const wrong = lexicon ? lintLexicons([lexicon]) : complaints
  // Lines would be those of the lexicon, which is not written yet.
  if (wrong.length > 0) {
    throw lexiconError(wrong.map(({ path, reason, args, message }) =>
      ({ file, line: 1, column: 1, path, reason, args, message })))
  }
  for (const term of skipped) await io.stderr.write(`${skippedLine(term, say)}\n`)
  await io.stdout.write(text)
  await io.stderr.write(`${fill(say.lexicon.importTold, { terms: terms.length, folded: skipped.length })}\n`)
  return 0
}

const LISTS = new Set(['.txt', '.csv', '.xlsx'])

/** The words of a list: its lines, or the cells of its first column. Read as documents are, so any encoding will do. */
async function listIn(file: string): Promise<ListedTerm[]> {
  const ending = extname(file).toLowerCase()
  if (!LISTS.has(ending)) throw new ScreenError('import-format', { file })
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('file-unreadable', { file, code: cause.code ?? 'UNKNOWN' })
  })
  const { parts, gaps } = await read({ path: basename(file), bytes }, { limits: LIMITS })
  if (gaps.length > 0) throw new ScreenError('import-incomplete', { file })
  return ending === '.txt' ? linesOf(parts) : firstColumnOf(parts)
}

/** Lines, without empty ones and those that begin with `#`. */
function linesOf(parts: readonly Part[]): ListedTerm[] {
  return parts.filter(({ kind }) => kind === 'body').flatMap(({ text }) => text.split(/\r\n|[\n\r\f]/))
    .map((line, index) => ({ term: line.trim(), line: index + 1 }))
    .filter(({ term }) => term !== '' && !term.startsWith('#'))
}

/** The cells of column A, row by row; the runs of one cell together. */
function firstColumnOf(parts: readonly Part[]): ListedTerm[] {
  const cells = new Map<string, { term: string; line: number }>()
  for (const [index, { text, blocks }] of parts.entries()) {
    for (const { start, end, place, echo, row: inRow } of blocks) {
      const row = /^A(\d+)$/.exec(place.cell ?? '')?.[1]
      if (row === undefined || echo) continue
      const words = text.slice(start, end)
      const key = `${index} ${row}`
      const cell = cells.get(key) ?? { term: '', line: Number(row) }
      cells.set(key, { ...cell, term: cell.term + (inRow ? words.split('\t', 1)[0]! : words) })
    }
  }
  return [...cells.values()].map(({ term, line }) => ({ term: term.trim(), line })).filter(({ term }) => term !== '')
}

const TO_FILL_IN = '待补充'

function optionsFor(file: string, given: RawOptions): ImportOptions {
  const name = basename(file, extname(file))
  const id = given.id ?? (name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'imported')
  return {
    id,
    title: given.title ?? name,
    owner: given.owner ?? TO_FILL_IN,
    source: given.source ?? basename(file),
    basis: given.basis ?? [TO_FILL_IN],
    category: (given.category ?? 'custom') as Category,
    severity: (given.severity ?? 'review') as Severity,
    sensitive: given.sensitive ?? false,
  }
}

function skippedLine({ term, line, first }: SkippedTerm, { lexicon }: Messages): string {
  const values = { line, term: harmless(term) }
  if (first === undefined) return fill(lexicon.importShort, values)
  return fill(lexicon.importFolded, { ...values, first: harmless(first) })
}
