import type { KeyObject } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ScreenError, type Complaint } from '../model/index.js'
import { applyOverrides } from './layers.js'
import type { Lexicon } from './lexicon.js'
import { lintLexicons } from './lint.js'
import { parseLexicon, type ParsedLexicon } from './parse.js'
import { signatureFault, signingKey, type RequireSigned } from './signature.js'

/**
 * Reads and checks lexicon files, and applies their overrides to each other. Of a file whose signature is wanted and
 * does not hold, nothing is read.
 * @throws ScreenError `configuration` with every complaint of all files
 */
export async function loadLexicons(files: readonly string[], requireSigned?: RequireSigned): Promise<Lexicon[]> {
  const key = requireSigned && signingKey(requireSigned.key)
  const parsed = await Promise.all(files.map((file) =>
    parseFile(file, requireSigned?.files.includes(file) ? key : undefined)))
  const lexicons = parsed.flatMap(({ lexicon }) => lexicon ?? [])
  const complaints = [...parsed.flatMap((one) => one.complaints), ...lintLexicons(lexicons)]
  if (complaints.length > 0) throw lexiconError(complaints)
  const layered = applyOverrides(lexicons)
  if (layered.complaints.length > 0) throw lexiconError(layered.complaints)
  return [...layered.lexicons]
}

/** The lexicons shipped with the package, by name. */
export async function defaultLexiconFiles(): Promise<string[]> {
  const folder = join(await packageRoot(dirname(fileURLToPath(import.meta.url))), 'lexicons')
  return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(folder, name))
}

/** The error that carries complaints about lexicons. */
export function lexiconError(complaints: readonly Complaint[]): ScreenError {
  const list = complaints.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`)
  return new ScreenError('configuration', `lexicons do not hold:\n${list.join('\n')}`, { complaints })
}

/** The bytes are read once: what was signed is what is parsed. */
async function parseFile(file: string, key: KeyObject | undefined): Promise<ParsedLexicon> {
  try {
    const bytes = await readFile(file)
    const fault = key && (await signatureFault(file, bytes, key))
    return fault ? { complaints: [fault] } : parseLexicon(file, bytes.toString('utf8'))
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === undefined) throw cause
    return { complaints: [{ file, line: 1, column: 1, message: `cannot be read (${code})` }] }
  }
}

/** Up from the running file, src/lexicon or dist, to the folder that has package and lexicons. */
async function packageRoot(folder: string): Promise<string> {
  const names = await readdir(folder)
  if (names.includes('package.json') && names.includes('lexicons')) return folder
  const parent = dirname(folder)
  if (parent === folder) {
    throw new ScreenError('internal', 'the folder of the shipped lexicons is missing beside package.json')
  }
  return packageRoot(parent)
}
