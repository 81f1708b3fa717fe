import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Waiver } from '../../judge/index.js'
import type { Limits, Severity } from '../../model/index.js'
import type { OcrMode } from '../../read/picture-reader.js'
import type { Language } from '../../report/index.js'
import type { SegmenterChoice } from '../../segment/index.js'
import type { Format } from '../command-line/choices.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Config } from './config-file.js'
import { findConfig } from './find-config.js'
import { readKey, readSigningKey } from './key-files.js'

/** The settings of a run: the command line over the configuration over the defaults, with every value checked. */
export interface Settings {
  readonly format: Format
  readonly output?: string
  /** Template of the review form. */
  readonly template?: string
  /** Who signs the review form. */
  readonly signOff?: readonly string[]
  readonly reveal: boolean
  readonly lexicons: readonly string[]
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
  /** The configuration file that was used. */
  readonly config?: string
}

/**
 * Combines options that have been checked with the configuration and the defaults, and reads the waivers and the keys.
 * Files with default names may be missing; files that were named must exist.
 * @throws ScreenError `usage` or `configuration`
 */
export async function resolveSettings(options: RawOptions): Promise<Settings> {
  const config = await findAndLoadConfig(options)
  const waiversFile = options.waivers ?? config?.waivers
  const keyFile = options.key ?? config?.key
  const publicKeyFile = options.requireSigned ?? config?.['require-signed']
  const defaultKeyFile = join(dirname(waiversFile ?? DEFAULT_WAIVERS_FILE), DEFAULT_KEY_FILE)
  const key = await readKey(keyFile ?? defaultKeyFile, keyFile !== undefined)
  return {
    ...DEFAULTS,
    ...(config && fromConfig(config)),
    ...fromCommandLine(options),
    lexicons: [...(config?.lexicons ?? []), ...(options.lexicon ?? [])],
    waivers: await readWaivers(waiversFile),
    ...(key && { key }),
    ...(publicKeyFile !== undefined && { requireSigned: await readSigningKey(publicKeyFile) }),
  }
}

const DEFAULTS: Settings = {
  format: 'terminal',
  reveal: false,
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
}

function fromConfig(config: Config): Partial<Settings> {
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
    config: config.file,
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

/** In the working directory. */
export const DEFAULT_WAIVERS_FILE = '.screen-waivers.yaml'
/** In the folder of the waivers file. */
const DEFAULT_KEY_FILE = '.screen-key'

/** Loads the YAML reader and the schema, which cost a tenth of a second, only if there is a file. */
export async function findAndLoadConfig({ config }: RawOptions): Promise<Config | undefined> {
  const file = config ?? (await findConfig(process.cwd()))
  return file === undefined ? undefined : (await import('./config-file.js')).loadConfig(file)
}

async function readWaivers(named: string | undefined): Promise<readonly Waiver[]> {
  if (named === undefined && !existsSync(DEFAULT_WAIVERS_FILE)) return []
  return (await import('../../lexicon/index.js')).loadWaivers(named ?? DEFAULT_WAIVERS_FILE)
}
