import { basename, extname } from 'node:path'
import { codeOf, MAX_LEXICON_BYTES, readBounded } from '../../../source/files/bounded-file.js'
import {
  distinctTerms, lexiconError, lintLexicons, parseLexicon, renderLexicon,
  type ImportOptions, type ListedTerm, type SkippedTerm,
} from '../../../lexicon/index.js'
import { LIMITS, ScreenError, type Category, type Part, type Severity } from '../../../model/index.js'
import { read } from '../../../read/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { escapeControls } from '../../../report/text/index.js'
import type { RawOptions } from '../../command-line/raw-options.js'
import type { ExitStatus } from '../../exit-status.js'
import type { CommandContext } from '../command.js'

/**
 * `screen lexicon import`: converts a word list to a lexicon on standard output. Terms that are left out are listed on
 * stderr.
 * @throws ScreenError `usage` or `configuration`
 */
export async function lexiconImport({ operands, options, io, messages }: CommandContext): Promise<ExitStatus> {
  const file = operands[0]!
  const { terms, skipped } = distinctTerms(await readWordList(file))
  if (terms.length === 0) throw new ScreenError('import-empty', { file })
  const text = renderLexicon(terms, importOptions(file, options))
  const { lexicon, complaints } = parseLexicon(file, text)
  const errors = lexicon ? lintLexicons([lexicon]) : complaints
  // The line numbers would be those of the new lexicon, which is not written yet.
  if (errors.length > 0) {
    throw lexiconError(errors.map(({ path, reason, args, message }) =>
      ({ file, line: 1, column: 1, path, reason, args, message })))
  }
  for (const one of skipped) await io.stderr.write(`${skippedLine(one, messages)}\n`)
  await io.stdout.write(text)
  await io.stderr.write(`${fill(messages.lexicon.importSummary, { terms: terms.length, folded: skipped.length })}\n`)
  return 0
}

const EXTENSIONS = new Set(['.txt', '.csv', '.xlsx'])

/** The lines of a list, or the cells of its first column. It is read like a document, in any encoding. */
async function readWordList(file: string): Promise<ListedTerm[]> {
  const extension = extname(file).toLowerCase()
  if (!EXTENSIONS.has(extension)) throw new ScreenError('import-format', { file })
  const bytes = await readBounded(file, MAX_LEXICON_BYTES).catch((cause: unknown) => {
    throw new ScreenError('file-unreadable', { file, code: codeOf(cause) })
  })
  const { parts, gaps } = await read({ path: basename(file), bytes }, { limits: LIMITS })
  if (gaps.length > 0) throw new ScreenError('import-incomplete', { file })
  return extension === '.txt' ? linesOf(parts) : firstColumnOf(parts)
}

/** Lines, except empty ones and those that start with `#`. */
function linesOf(parts: readonly Part[]): ListedTerm[] {
  return parts.filter(({ kind }) => kind === 'body').flatMap(({ text }) => text.split(/\r\n|[\n\r\f]/))
    .map((line, index) => ({ term: line.trim(), line: index + 1 }))
    .filter(({ term }) => term !== '' && !term.startsWith('#'))
}

/** The cells of column A, row by row, each with all its runs. */
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

/** Whose the list is, and what it rests on, unless the user says more. */
const OWN_UNIT = '本单位'

function importOptions(file: string, options: RawOptions): ImportOptions {
  const name = basename(file, extname(file))
  const id = options.id ?? (name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|(?<!-)-+$/g, '') || 'imported')
  return {
    id,
    title: options.title ?? name,
    owner: options.owner ?? OWN_UNIT,
    source: options.source ?? basename(file),
    basis: options.basis ?? [OWN_UNIT],
    category: (options.category ?? 'custom') as Category,
    severity: (options.severity ?? 'review') as Severity,
    sensitive: options.sensitive ?? false,
  }
}

function skippedLine({ term, line, first }: SkippedTerm, { lexicon }: Messages): string {
  const values = { line, term: escapeControls(term) }
  if (first === undefined) return fill(lexicon.importShort, values)
  return fill(lexicon.importFolded, { ...values, first: escapeControls(first) })
}
