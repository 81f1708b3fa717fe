import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Waiver } from '../../judge/index.js'
import type { LexiconFile } from '../../lexicon/index.js'
import {
  ScreenError, type LeftOptions, type Limits, type Policy, type PolicyFile, type Severity, type UnusedPolicyFile,
} from '../../model/index.js'
import type { OcrMode } from '../../read/picture-reader.js'
import type { Language } from '../../report/index.js'
import type { SegmenterChoice } from '../../segment/index.js'
import type { Format } from '../command-line/choices.js'
import type { RawOptions } from '../command-line/raw-options.js'
import { processEnv, type Io } from '../io.js'
import { findConfig, loadConfig, type LoadedConfig } from './find-config.js'
import { readKey } from './key-files.js'
import { readPasswords } from './passwords.js'
import { policyOf } from './policy-of.js'
import { displayName, folderTree, realPath, type PolicyTree } from './policy-tree.js'
import { readPolicy } from './read-policy.js'

/** The settings of a run: the command line over the configuration over the defaults, with every value checked. */
export interface Settings {
  readonly format: Format
  readonly output?: string
  /** Template of the review form. */
  readonly template?: string
  /** Who signs the review form. */
  readonly signOff?: readonly string[]
  readonly reveal: boolean
  readonly maskPaths: boolean
  /** Their texts, as they were when the settings were read. */
  readonly lexicons: readonly LexiconFile[]
  readonly defaultLexicons: boolean
  readonly failOn: Severity
  readonly allowIncomplete: boolean
  readonly showSuppressed: boolean
  readonly language: Language
  readonly jobs?: number
  readonly waivers: readonly Waiver[]
  readonly key?: Uint8Array
  /** Public key (PEM) that added lexicons must be signed for. */
  readonly requireSigned?: string
  readonly segmenter: SegmenterChoice
  readonly ocr: OcrMode
  /** Passwords to try on encrypted documents. */
  readonly passwords: readonly string[]
  readonly stdinName?: string
  readonly limits: Partial<Limits>
  /** What content left in documents means. */
  readonly left: LeftOptions
  /** The files that were read and what they weaken, without what lexicons weaken. */
  readonly policy: Policy
  /** The configuration file that was used. */
  readonly config?: string
  /** The keys that it sets: `ocr`, `limits.pages`. */
  readonly configured: ReadonlySet<string>
}

/** Where a command may take its policy from. */
export interface PolicyScope {
  readonly env: Io['env']
  /** The tree that the policy is read from instead of the working folder. */
  readonly tree?: PolicyTree
  /** Asks for a password at the terminal; absent without one. */
  readonly askSecret?: Io['askSecret']
  /** What is checked brings its own files: the key is taken from the command line and the environment only. */
  readonly fromChange?: boolean
}

/**
 * Combines options that have been checked with the configuration and the defaults, and reads the files of the policy
 * and the keys. Files with default names may be missing; files that were named must exist.
 * @throws ScreenError `usage` or `configuration`
 */
export async function resolveSettings(options: RawOptions, scope: PolicyScope): Promise<Settings> {
  const tree = scope.tree ?? await policyTree(options, scope.env)
  // On a build server the working folder is a checkout: the author of a change can put a policy there.
  const onlyNamed = isCi(scope.env)
  const { loaded, skipped } = await loadTrusted(options, tree, onlyNamed)
  const contents = await readPolicy(options, loaded, tree, onlyNamed)
  const strict = scope.fromChange === true || onlyNamed
  const beside = join(dirname(contents.waiversFile), DEFAULT_KEY_FILE)
  const key = await fingerprintKey(
    options, scope.env, strict ? undefined : { configured: loaded?.config.key, beside },
  )
  const withoutKey = strict && !key && contents.waivers.length > 0
  const settings = {
    ...DEFAULTS,
    ...(loaded && fromConfig(loaded)),
    ...fromCommandLine(options),
    lexicons: contents.lexicons,
    waivers: withoutKey ? [] : contents.waivers,
    ...(key && { key }),
    ...(contents.requireSigned !== undefined && { requireSigned: contents.requireSigned }),
  }
  const files = contents.files.filter(({ kind }) => kind !== 'waivers' || !withoutKey)
  const left = contents.files.filter(({ kind }) => kind === 'waivers' && withoutKey)
  const isPassedOver = onlyNamed && tree.source === 'found' && !key && existsSync(beside)
  const keys = isPassedOver ? [unnamedFile('key', displayName(beside))] : []
  const unused = [...skipped, ...contents.unused, ...left.map(withoutKeyFile), ...keys]
  const passwords = await readPasswords(options, scope.askSecret, settings.language)
  return { ...settings, passwords, policy: await policyOf(settings, options, files, unused) }
}

/** The configuration; `skipped` if it was found where only a named one counts. */
async function loadTrusted(
  options: RawOptions, tree: PolicyTree, onlyNamed: boolean,
): Promise<{ readonly loaded: LoadedConfig | undefined; readonly skipped: readonly UnusedPolicyFile[] }> {
  const found = options.config === undefined ? await findConfig(tree) : undefined
  if (found?.source === 'found' && onlyNamed) {
    return { loaded: undefined, skipped: [unnamedFile('configuration', found.name)] }
  }
  return { loaded: await loadConfig(options.config, tree), skipped: [] }
}

/** The tree that `--policy` names, or the working folder's. */
async function policyTree({ policy }: RawOptions, env: Io['env']): Promise<PolicyTree> {
  if (policy === undefined) return folderTree('found', process.cwd())
  const { namedTree } = await import('./git-policy.js')
  return namedTree(policy, { folder: process.cwd(), env: processEnv(env) })
}

/** Whether a build server runs the command. */
function isCi({ CI }: Io['env']): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0'
}

/** The files where a key may lie besides those that are named: not used under CI, nor for a change. */
interface KeyPlaces {
  readonly configured: string | undefined
  readonly beside: string
}

async function fingerprintKey(
  options: RawOptions, env: Io['env'], places: KeyPlaces | undefined,
): Promise<Uint8Array | undefined> {
  const { SCREEN_KEY_FILE } = env
  const named = options.key ?? (SCREEN_KEY_FILE || undefined) ?? places?.configured
  if (named === undefined) return places && readKey(places.beside, false)
  if (!places) await refuseCommittedKey(named, env)
  return readKey(named, true)
}

/**
 * Whoever can change the repository knows a key in it, and can exchange it.
 * @throws ScreenError `configuration`
 */
async function refuseCommittedKey(file: string, env: Io['env']): Promise<void> {
  const { isTracked } = await import('../../source/index.js')
  if (await isTracked(await realPath(file), processEnv(env))) throw new ScreenError('key-committed', { file })
}

function unnamedFile(kind: UnusedPolicyFile['kind'], path: string): UnusedPolicyFile {
  return { kind, path, reason: 'not-named' }
}

function withoutKeyFile({ kind, path, digest }: PolicyFile): UnusedPolicyFile {
  return { kind, path, reason: 'no-key', digest }
}

/** In the folder of the waivers file. */
const DEFAULT_KEY_FILE = '.screen-key'

const DEFAULTS: Omit<Settings, 'policy' | 'passwords'> = {
  format: 'terminal',
  reveal: false,
  maskPaths: false,
  lexicons: [],
  defaultLexicons: true,
  failOn: 'review',
  allowIncomplete: false,
  showSuppressed: false,
  language: 'zh-CN',
  waivers: [],
  segmenter: 'auto',
  ocr: 'auto',
  limits: {},
  left: {},
  configured: new Set(),
}

function fromConfig({ config, path }: LoadedConfig): Partial<Settings> {
  return withoutUndefined({
    format: config.format,
    defaultLexicons: config['default-lexicons'],
    failOn: config['fail-on'],
    showSuppressed: config['show-suppressed'],
    language: config.lang,
    jobs: config.jobs,
    segmenter: config.segmenter,
    ocr: config.ocr,
    template: config.form?.template,
    signOff: config.form?.['sign-off'],
    limits: config.limits,
    left: config.left,
    config: path.name,
    configured: new Set(Object.entries(config).flatMap(([key, value]) => [key, ...keysBelow(key, value)])),
  })
}

/** `limits.pages`, `left.comments` */
function keysBelow(key: string, value: unknown): string[] {
  if (key !== 'limits' && key !== 'left') return []
  return Object.keys(value as object).map((name) => `${key}.${name}`)
}

/** The casts are safe: the values have been checked against the table of options. */
function fromCommandLine(options: RawOptions): Partial<Settings> {
  return withoutUndefined({
    format: options.format as Format | undefined,
    output: options.output,
    template: options.template,
    signOff: options.signOff,
    reveal: options.reveal,
    maskPaths: options.maskPaths,
    defaultLexicons: options.defaultLexicons,
    failOn: options.failOn as Severity | undefined,
    allowIncomplete: options.allowIncomplete,
    showSuppressed: options.showSuppressed,
    language: options.lang as Language | undefined,
    jobs: options.jobs === undefined ? undefined : Number(options.jobs),
    segmenter: options.segmenter as SegmenterChoice | undefined,
    ocr: options.ocr as OcrMode | undefined,
    stdinName: options.stdinName,
  })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function withoutUndefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}
