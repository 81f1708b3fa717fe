import { join } from 'node:path'
import type { Waiver } from '../../judge/index.js'
import {
  codeOf, MAX_LEXICON_BYTES, MAX_SIGNATURE_BYTES, MAX_WAIVERS_BYTES, withCode,
} from '../../lexicon/bounded-file.js'
import type { LexiconFile } from '../../lexicon/index.js'
import {
  complain, ScreenError, sha256, type Complaint, type PolicyFile, type PolicyFileKind,
} from '../../model/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { LoadedConfig } from './find-config.js'
import { displayName, namedPath, pathIn, type PolicyPath, type PolicyTree } from './policy-tree.js'

/** The files of a policy besides its configuration, and what is in them. */
export interface PolicyContents {
  readonly lexicons: readonly LexiconFile[]
  readonly waivers: readonly Waiver[]
  /** Absolute path of the waivers file, whether it exists or not. */
  readonly waiversFile: string
  /** The configuration first. */
  readonly files: readonly PolicyFile[]
}

/** In the working directory. */
export const DEFAULT_WAIVERS_FILE = '.screen-waivers.yaml'

/**
 * Reads the lexicons and the waivers that the command line and the configuration name. The file of waivers with the
 * default name may be missing; files that were named must exist.
 * @param signed read the signatures, too
 * @throws ScreenError `configuration` with every complaint
 */
export async function readPolicy(
  options: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree, signed: boolean,
): Promise<PolicyContents> {
  const lexicons = await readLexicons(options, loaded, signed)
  const { path, required } = waiversPath(options, loaded, tree)
  const waivers = await readOrComplain(path, MAX_WAIVERS_BYTES, 'waivers-invalid', required)
  // The YAML reader and the schema cost a tenth of a second.
  const parse = waivers && (await import('../../lexicon/waivers-file.js')).parseWaivers
  return {
    lexicons: lexicons.map(({ path: { name: file }, bytes, signature }) => ({ file, text: String(bytes), signature })),
    waivers: parse ? parse(path.name, String(waivers)) : [],
    waiversFile: path.file,
    files: [
      ...(loaded ? [policyFile('configuration', loaded.path, loaded.bytes)] : []),
      ...lexicons.map(({ path: one, bytes }) => policyFile('lexicon', one, bytes)),
      ...(waivers ? [policyFile('waivers', path, waivers)] : []),
    ],
  }
}

/** The file of waivers in force; `required` if it was named. */
export function waiversPath(
  { waivers }: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree,
): { readonly path: PolicyPath; readonly required: boolean } {
  if (waivers !== undefined) return { path: namedPath(waivers), required: true }
  if (loaded?.config.waivers !== undefined) return { path: besides(loaded, loaded.config.waivers), required: true }
  const path = pathIn(tree, join(tree.folder, DEFAULT_WAIVERS_FILE))
  return { path, required: false }
}

/** A file that a configuration names. */
export function besides({ path }: LoadedConfig, file: string): PolicyPath {
  return { ...path, file, name: displayName(file) }
}

interface ReadLexicon {
  readonly path: PolicyPath
  readonly bytes: Buffer
  readonly signature?: string | undefined
}

async function readLexicons(
  { lexicon = [] }: RawOptions, loaded: LoadedConfig | undefined, signed: boolean,
): Promise<ReadLexicon[]> {
  const configured = loaded ? (loaded.config.lexicons ?? []).map((file) => besides(loaded, file)) : []
  const paths = [...configured, ...lexicon.map(namedPath)]
  const read = await Promise.all(paths.map((path) => readLexicon(path, signed)))
  const complaints = read.filter((one) => 'reason' in one)
  if (complaints.length > 0) throw new ScreenError('lexicons-invalid', {}, { complaints })
  return read.filter((one) => 'bytes' in one)
}

async function readLexicon(path: PolicyPath, signed: boolean): Promise<ReadLexicon | Complaint> {
  try {
    const bytes = await path.read(path.file, MAX_LEXICON_BYTES)
    if (!bytes) throw withCode('ENOENT')
    const signature = signed ? await path.read(`${path.file}.sig`, MAX_SIGNATURE_BYTES) : undefined
    return { path, bytes, signature: signature?.toString() }
  } catch (error) {
    return unreadable(path, error)
  }
}

async function readOrComplain(
  path: PolicyPath, most: number, reason: 'waivers-invalid', required: boolean,
): Promise<Buffer | undefined> {
  try {
    const bytes = await path.read(path.file, most)
    if (bytes || !required) return bytes
    throw withCode('ENOENT')
  } catch (error) {
    throw new ScreenError(reason, {}, { complaints: [unreadable(path, error)] })
  }
}

function unreadable({ name }: PolicyPath, error: unknown): Complaint {
  return complain({ file: name, line: 1, column: 1 }, 'file-unreadable', { code: codeOf(error) })
}

function policyFile(kind: PolicyFileKind, { source, name }: PolicyPath, bytes: Uint8Array): PolicyFile {
  return { kind, source, path: name, digest: sha256(bytes) }
}
