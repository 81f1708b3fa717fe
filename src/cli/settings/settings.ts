import { dirname, join } from 'node:path'
import type { Waiver } from '../../judge/index.js'
import type { LexiconFile } from '../../lexicon/index.js'
import type { Limits, Policy, Severity } from '../../model/index.js'
import type { OcrMode } from '../../read/picture-reader.js'
import type { Language } from '../../report/index.js'
import type { SegmenterChoice } from '../../segment/index.js'
import type { Format } from '../command-line/choices.js'
import type { RawOptions } from '../command-line/raw-options.js'
import { loadConfig, type LoadedConfig } from './find-config.js'
import { readKey, readSigningKey } from './key-files.js'
import { policyOf } from './policy-of.js'
import { folderTree } from './policy-tree.js'
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
  readonly stdinName?: string
  readonly limits: Partial<Limits>
  /** The files that were read and what they weaken, without what lexicons weaken. */
  readonly policy: Policy
  /** The configuration file that was used. */
  readonly config?: string
  /** The keys that it sets: `ocr`, `limits.pages`. */
  readonly configured: ReadonlySet<string>
}

/**
 * Combines options that have been checked with the configuration and the defaults, and reads the files of the policy
 * and the keys. Files with default names may be missing; files that were named must exist.
 * @throws ScreenError `usage` or `configuration`
 */
export async function resolveSettings(options: RawOptions): Promise<Settings> {
  const tree = folderTree('found', process.cwd())
  const loaded = await loadConfig(options.config, tree)
  const config = loaded?.config
  const publicKeyFile = options.requireSigned ?? config?.['require-signed']
  const requireSigned = publicKeyFile === undefined ? undefined : await readSigningKey(publicKeyFile)
  const contents = await readPolicy(options, loaded, tree, requireSigned !== undefined)
  const keyFile = options.key ?? config?.key
  const key = await readKey(keyFile ?? join(dirname(contents.waiversFile), DEFAULT_KEY_FILE), keyFile !== undefined)
  const settings = {
    ...DEFAULTS,
    ...(loaded && fromConfig(loaded)),
    ...fromCommandLine(options),
    lexicons: contents.lexicons,
    waivers: contents.waivers,
    ...(key && { key }),
    ...(requireSigned !== undefined && { requireSigned }),
  }
  return { ...settings, policy: await policyOf(settings, options, contents.files) }
}

/** In the folder of the waivers file. */
const DEFAULT_KEY_FILE = '.screen-key'

const DEFAULTS: Omit<Settings, 'policy'> = {
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
    config: path.name,
    configured: new Set([...Object.keys(config), ...Object.keys(config.limits ?? {}).map((name) => `limits.${name}`)]),
  })
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
