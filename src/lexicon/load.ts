import type { KeyObject } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { complain, ScreenError, type Complaint } from '../model/index.js'
import { MAX_LEXICON_BYTES, readBounded } from '../source/files/bounded-file.js'
import { applyOverrides } from './layers.js'
import type { LexiconData } from './lexicon-data.js'
import type { Lexicon } from './lexicon.js'
import { lintLexicons } from './lint.js'
import { parseLexicon, parseLexiconObject, type ParsedLexicon } from './parse.js'
import { findPrepared, readPrepared } from './prepared.js'
import { signatureFault, signingKey, verifySignature } from './signature.js'

/** How `loadLexicons` loads. */
export interface LoadOptions {
  /** Files that are loaded before the lexicons and need no signature: the shipped ones. */
  readonly base?: readonly string[]
  /** Public Ed25519 key (PEM). Each lexicon outside `base` must be a file signed with its private key. */
  readonly requireSigned?: string | undefined
}

/**
 * The text of a lexicon file that was read already.
 * @example
 * const lexicon: LexiconFile = { file: 'ours.yaml', text: await readFile('ours.yaml', 'utf8') }
 * const screener = await createScreener({ lexicons: [lexicon] })
 */
export interface LexiconFile {
  /** What complaints call it. */
  readonly file: string
  readonly text: string
  /** The content of `FILE.sig`, where signatures are required. */
  readonly signature?: string | undefined
}

/**
 * Loads and checks lexicons, given as paths of YAML files, as their texts or as objects, and applies their overrides.
 * The result has the order of `base`, then `lexicons`. A file with a missing or wrong signature is not parsed.
 * @throws ScreenError `configuration` with every complaint about all of them. Complaints about a file have its line
 * and column; those about an object have the path of the key, `lexicons[0].rules[2].severity`.
 */
export async function loadLexicons(
  lexicons: readonly (string | LexiconFile | LexiconData)[], { base = [], requireSigned }: LoadOptions = {},
): Promise<Lexicon[]> {
  const key = requireSigned === undefined ? undefined : signingKey(requireSigned)
  const prepared = base.length === 0 ? {} : await readPrepared(await preparedFile())
  const parsed = await Promise.all([
    ...base.map((file) => parseFile(file, (bytes) => findPrepared(prepared, file, bytes))),
    ...lexicons.map((given, index) => {
      if (typeof given === 'string') return parseFile(given, undefined, key)
      return 'text' in given ? parseText(given, key) : parseObject(`lexicons[${index}]`, given, key)
    }),
  ])
  const loaded = parsed.flatMap(({ lexicon }) => lexicon ?? [])
  const complaints = [...parsed.flatMap((one) => one.complaints), ...lintLexicons(loaded)]
  if (complaints.length > 0) throw lexiconError(complaints)
  const layered = applyOverrides(loaded)
  if (layered.complaints.length > 0) throw lexiconError(layered.complaints)
  return [...layered.lexicons]
}

/**
 * The bytes are read once: what was signed is what is parsed.
 * @param find finds the lexicon that the build parsed from the same bytes
 */
async function parseFile(
  file: string, find?: (bytes: Uint8Array) => Lexicon | undefined, key?: KeyObject,
): Promise<ParsedLexicon> {
  try {
    const bytes = await readBounded(file, MAX_LEXICON_BYTES)
    const fault = key && (await signatureFault(file, bytes, key))
    if (fault) return { complaints: [fault] }
    const lexicon = find?.(bytes)
    return lexicon ? { lexicon, complaints: [] } : parseLexicon(file, bytes.toString('utf8'))
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === undefined) throw cause
    return { complaints: [complain({ file, line: 1, column: 1 }, 'file-unreadable', { code })] }
  }
}

function parseText({ file, text, signature }: LexiconFile, key?: KeyObject): ParsedLexicon {
  const fault = key && verifySignature(file, Buffer.from(text), signature, key)
  return fault ? { complaints: [fault] } : parseLexicon(file, text)
}

/** An object has no bytes that a signature could cover, so it is refused where signatures are required. */
function parseObject(name: string, data: LexiconData, key?: KeyObject): ParsedLexicon {
  if (!key) return parseLexiconObject(name, data)
  return { complaints: [complain({ key: name }, 'object-not-signed')] }
}

/** Paths of the lexicons shipped with the package, sorted by name. */
export async function defaultLexiconFiles(): Promise<string[]> {
  const folder = join(await packageRoot(), 'lexicons')
  return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(folder, name))
}

/** Path of the shipped lexicons as the build parsed them. */
export async function preparedFile(): Promise<string> {
  return join(await packageRoot(), 'dist/lexicons.json')
}

/** The error that carries complaints about lexicons. */
export function lexiconError(complaints: readonly Complaint[]): ScreenError {
  return new ScreenError('lexicons-invalid', {}, { complaints })
}

/** The nearest parent folder, from src/lexicon or dist, with package.json and lexicons/. */
export async function packageRoot(folder = dirname(fileURLToPath(import.meta.url))): Promise<string> {
  const names = await readdir(folder)
  if (names.includes('package.json') && names.includes('lexicons')) return folder
  const parent = dirname(folder)
  if (parent === folder) {
    throw new ScreenError('lexicons-missing')
  }
  return packageRoot(parent)
}
