import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { Waiver } from '../../judge/index.js'
import { codeOf, MAX_LEXICON_BYTES, MAX_SIGNATURE_BYTES, MAX_WAIVERS_BYTES } from '../../source/files/bounded-file.js'
import type { LexiconFile } from '../../lexicon/index.js'
import {
  complain, ScreenError, sha256, type Complaint, type PolicyFile, type PolicyFileKind, type UnusedPolicyFile,
} from '../../model/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { LoadedConfig } from './find-config.js'
import { readSigningKey } from './key-files.js'
import { namedPath, pathIn, readRequired, type PolicyPath, type PolicyTree } from './policy-tree.js'

/** The files of a policy, and what is in them. */
export interface PolicyContents {
  readonly lexicons: readonly LexiconFile[]
  readonly waivers: readonly Waiver[]
  /** Absolute path of the waivers file, whether it exists or not. */
  readonly waiversFile: string
  /** Public key (PEM) that the files must be signed for. */
  readonly requireSigned?: string
  /** In the order configuration, signing key, lexicons, waivers. */
  readonly files: readonly ReadFile[]
  /** Files that were found where only named ones count. They were not read. */
  readonly unused: readonly UnusedPolicyFile[]
}

/** A file that was read. */
export interface ReadFile extends PolicyFile {
  /** Its absolute path. */
  readonly file: string
}

/** In the working directory. */
const DEFAULT_WAIVERS_FILE = '.screen-waivers.yaml'

/**
 * Reads the files that the command line and the configuration name. The file of waivers with the default name may be
 * missing; files that were named must exist. Where signatures are required, each file must have its own; a
 * configuration that names the key itself needs none.
 * @param onlyNamed files that were found do not count
 * @throws ScreenError `configuration` with every complaint
 */
export async function readPolicy(
  options: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree, onlyNamed: boolean,
): Promise<PolicyContents> {
  const key = await readKeyFile(options, loaded, tree)
  const unused: UnusedPolicyFile[] = []
  const trusted = async (kind: PolicyFileKind, one: PolicyPath): Promise<boolean> => {
    if (!onlyNamed || one.source !== 'found') return true
    if (await exists(one)) unused.push({ kind, path: one.name, reason: 'not-named' })
    return false
  }
  const lexicons = await readLexicons(lexiconPaths(options, loaded, tree), key !== undefined, trusted)
  const { path, required } = waiversPath(options, loaded, tree)
  const waivers = await trusted('waivers', path) ? await readOrComplain(path, required) : undefined
  if (key && options.requireSigned !== undefined && loaded) {
    await checkSignature('configuration-invalid', loaded.path, loaded.bytes, key.object)
  }
  if (key && waivers) await checkSignature('waivers-invalid', path, waivers, key.object)
  // The YAML reader and the schema cost a tenth of a second.
  const parse = waivers && (await import('../../lexicon/waivers-file.js')).parseWaivers
  return {
    lexicons: lexicons.map(({ path: { name: file }, bytes, signature }) => ({ file, text: String(bytes), signature })),
    waivers: parse ? parse(path.name, String(waivers)) : [],
    waiversFile: path.file,
    ...(key && { requireSigned: key.pem }),
    files: [
      ...(loaded ? [readFile('configuration', loaded.path, loaded.bytes)] : []),
      ...(key ? [readFile('signing-key', key.path, Buffer.from(key.pem))] : []),
      ...lexicons.map(({ path: one, bytes }) => readFile('lexicon', one, bytes)),
      ...(waivers ? [readFile('waivers', path, waivers)] : []),
    ],
    unused,
  }
}

/** The file of waivers in force; `required` if it was named. */
export function waiversPath(
  { waivers }: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree,
): { readonly path: PolicyPath; readonly required: boolean } {
  if (waivers !== undefined) return { path: namedPath(waivers, tree), required: true }
  if (loaded?.config.waivers !== undefined) return { path: besides(loaded, loaded.config.waivers), required: true }
  return { path: pathIn(tree, join(tree.folder, DEFAULT_WAIVERS_FILE)), required: false }
}

/** The lexicons that the configuration and the command line name. */
export function lexiconPaths(
  { lexicon = [] }: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree,
): PolicyPath[] {
  const configured = loaded ? (loaded.config.lexicons ?? []).map((file) => besides(loaded, file)) : []
  return [...configured, ...lexicon.map((file) => namedPath(file, tree))]
}

/** The public key that files must be signed for. */
export function signingKeyPath(
  { requireSigned }: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree,
): PolicyPath | undefined {
  if (requireSigned !== undefined) return namedPath(requireSigned, tree)
  const configured = loaded?.config['require-signed']
  return configured === undefined ? undefined : besides(loaded!, configured)
}

/** A file that a configuration names. */
function besides({ path }: LoadedConfig, file: string): PolicyPath {
  return { ...path, file, name: path.nameOf(file) }
}

interface SigningKey {
  readonly path: PolicyPath
  readonly pem: string
  readonly object: KeyObject
}

async function readKeyFile(
  options: RawOptions, loaded: LoadedConfig | undefined, tree: PolicyTree,
): Promise<SigningKey | undefined> {
  const path = signingKeyPath(options, loaded, tree)
  if (!path) return undefined
  const pem = await readSigningKey(path)
  const { signingKey } = await import('../../lexicon/signature.js')
  return { path, pem, object: signingKey(pem) }
}

interface ReadLexicon {
  readonly path: PolicyPath
  readonly bytes: Buffer
  readonly signature?: string | undefined
}

async function readLexicons(
  paths: readonly PolicyPath[], signed: boolean, trusted: (kind: PolicyFileKind, path: PolicyPath) => Promise<boolean>,
): Promise<ReadLexicon[]> {
  const read: (ReadLexicon | Complaint)[] = []
  for (const path of paths) if (await trusted('lexicon', path)) read.push(await readLexicon(path, signed))
  const complaints = read.filter((one) => 'reason' in one)
  if (complaints.length > 0) throw new ScreenError('lexicons-invalid', {}, { complaints })
  return read.filter((one) => 'bytes' in one)
}

async function readLexicon(path: PolicyPath, signed: boolean): Promise<ReadLexicon | Complaint> {
  try {
    const bytes = await readRequired(path, MAX_LEXICON_BYTES)
    return { path, bytes, signature: signed ? await readSignature(path) : undefined }
  } catch (error) {
    return unreadable(path, error)
  }
}

async function readSignature({ file, read }: PolicyPath): Promise<string | undefined> {
  return (await read(`${file}.sig`, MAX_SIGNATURE_BYTES))?.toString()
}

/** @throws ScreenError `configuration` if the file is not signed */
async function checkSignature(
  reason: 'configuration-invalid' | 'waivers-invalid', path: PolicyPath, bytes: Uint8Array, key: KeyObject,
): Promise<void> {
  const fault = await signatureFaultOf(path, bytes, key)
  if (fault) throw new ScreenError(reason, {}, { complaints: [fault] })
}

/** What is wrong with the signature of a file; undefined if it is valid. */
export async function signatureFaultOf(
  path: PolicyPath, bytes: Uint8Array, key: KeyObject,
): Promise<Complaint | undefined> {
  const { verifySignature } = await import('../../lexicon/signature.js')
  return verifySignature(path.name, bytes, await readSignature(path), key)
}

async function readOrComplain(path: PolicyPath, required: boolean): Promise<Buffer | undefined> {
  try {
    return await (required ? readRequired(path, MAX_WAIVERS_BYTES) : path.read(path.file, MAX_WAIVERS_BYTES))
  } catch (error) {
    throw new ScreenError('waivers-invalid', {}, { complaints: [unreadable(path, error)] })
  }
}

function exists({ file, read }: PolicyPath): Promise<boolean> {
  return read(file, MAX_LEXICON_BYTES).then((bytes) => bytes !== undefined, () => true)
}

function unreadable({ name }: PolicyPath, error: unknown): Complaint {
  return complain({ file: name, line: 1, column: 1 }, 'file-unreadable', { code: codeOf(error) })
}

function readFile(kind: PolicyFileKind, { source, commit, name, file }: PolicyPath, bytes: Uint8Array): ReadFile {
  return { kind, source, ...(commit !== undefined && { commit }), path: name, digest: sha256(bytes), file }
}
