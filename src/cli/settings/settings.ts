import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Waiver } from '../../judge/index.js'
import { ScreenError, type Limits, type Severity } from '../../model/index.js'
import type { OcrMode } from '../../read/picture-reader.js'
import type { Language } from '../../report/index.js'
import type { SegmenterChoice } from '../../segment/index.js'
import type { Config } from './config-file.js'
import { findConfig } from './find-config.js'
import type { Format } from '../command-line/choices.js'
import type { RawOptions } from '../command-line/raw-options.js'

/** What a run works with: the command line over the configuration over the defaults, every value checked. */
export interface Settings {
  readonly format: Format
  readonly output?: string
  /** Template of the review form, and who signs it. */
  readonly template?: string
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
  /** Public key (PEM) for which added lexicons must be signed. */
  readonly requireSigned?: string
  readonly segmenter: SegmenterChoice
  readonly ocr: OcrMode
  readonly stdinName?: string
  readonly limits: Partial<Limits>
  /** The configuration file that took part. */
  readonly config?: string
}

/**
 * Puts the settings together from values that have been checked. Files the settings name are read here; those looked
 * for by name may be absent.
 * @throws ScreenError `usage` or `configuration`
 */
export async function resolveSettings(given: RawOptions): Promise<Settings> {
  const config = await configOf(given)
  const waiversFile = given.waivers ?? config?.waivers
  const keyFile = given.key ?? config?.key
  const signedFor = given.requireSigned ?? config?.['require-signed']
  const key = await readKey(keyFile ?? join(dirname(waiversFile ?? WAIVERS_FILE), KEY_FILE), keyFile !== undefined)
  return {
    ...DEFAULTS,
    ...(config && configured(config)),
    ...commanded(given),
    lexicons: [...(config?.lexicons ?? []), ...(given.lexicon ?? [])],
    waivers: await readWaivers(waiversFile),
    ...(key && { key }),
    ...(signedFor !== undefined && { requireSigned: await readSigningKey(signedFor) }),
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

function configured(config: Config): Partial<Settings> {
  return defined({
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

/** The values have been checked against the table of options. */
function commanded(given: RawOptions): Partial<Settings> {
  return defined({
    format: given.format as Format | undefined,
    output: given.output,
    template: given.template,
    signOff: given.signOff,
    reveal: given.reveal,
    defaultLexicons: given.defaultLexicons,
    failOn: given.failOn as Severity | undefined,
    allowIncomplete: given.allowIncomplete,
    showSuppressed: given.showSuppressed,
    language: given.lang as Language | undefined,
    jobs: given.jobs === undefined ? undefined : Number(given.jobs),
    segmenter: given.segmenter as SegmenterChoice | undefined,
    ocr: given.ocr as OcrMode | undefined,
    stdinName: given.stdinName,
  })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}

const WAIVERS_FILE = '.screen-waivers.yaml'
const KEY_FILE = '.screen-key'
/** Shorter keys can be tried out. */
const LEAST_KEY_BYTES = 16

/** The schema and its YAML reader cost a tenth of a second: they are loaded only for a file that is there. */
export async function configOf({ config }: RawOptions): Promise<Config | undefined> {
  const file = config ?? (await findConfig(process.cwd()))
  return file === undefined ? undefined : (await import('./config-file.js')).loadConfig(file)
}

async function readWaivers(named: string | undefined): Promise<readonly Waiver[]> {
  if (named === undefined && !existsSync(WAIVERS_FILE)) return []
  return (await import('../../lexicon/index.js')).loadWaivers(named ?? WAIVERS_FILE)
}

/** The public key in a file, as it stands there. @throws ScreenError `configuration` */
export async function readSigningKey(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('signing-key-unreadable', { file, code: cause.code ?? 'UNKNOWN' })
  })
}

/** The key in a file, without the line end; undefined where none lies under a name that was not asked for. */
export async function readKey(file: string, named: boolean): Promise<Uint8Array | undefined> {
  try {
    const key = await readFile(file)
    const end = key.findLastIndex((byte) => byte !== 0x0a && byte !== 0x0d) + 1
    if (end < LEAST_KEY_BYTES) {
      throw new ScreenError('key-too-short', { file, least: LEAST_KEY_BYTES })
    }
    return key.subarray(0, end)
  } catch (error) {
    if (error instanceof ScreenError) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    if (code === 'ENOENT' && !named) return undefined
    throw new ScreenError('key-unreadable', { file, code })
  }
}
