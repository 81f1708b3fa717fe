import { types } from 'node:util'
import * as v from 'valibot'
import type { InterimResult } from './interim.js'
import type { Waiver } from './judge/index.js'
import { isDay, mistake, readObject, waiverSchema, type LexiconData, type LexiconFile } from './lexicon/index.js'
import {
  LEFT_KINDS, LEFT_PROFILES, LIMITS, ScreenError, SEVERITIES, type LeftOptions, type Limits,
} from './model/index.js'
import { OCR_MODES, type OcrMode } from './read/index.js'
import { SEGMENTERS, type SegmenterChoice } from './segment/index.js'

/**
 * What a screener works with. Every option may be left out.
 * @example
 * const options: ScreenerOptions = {
 *   lexicons: ['our-terms.yaml'],
 *   waivers: await loadWaivers('.screen-waivers.yaml'),
 *   limits: { inputBytes: 20 * 1024 * 1024 },
 *   ocr: 'off',
 * }
 */
export interface ScreenerOptions {
  /**
   * Lexicons added to the shipped ones: paths of YAML files, their texts, or objects with the same keys. Each must pass
   * its own examples.
   */
  readonly lexicons?: readonly (string | LexiconFile | LexiconData)[] | undefined
  /** False leaves the shipped lexicons out; then `lexicons` must hold at least one. Default: true. */
  readonly defaultLexicons?: boolean | undefined
  /**
   * Public Ed25519 key (PEM). Every file of `lexicons` must be signed with its private key, in `FILE.sig`, and objects
   * are refused. The shipped lexicons come with the package and need no signature.
   */
  readonly requireSigned?: string | undefined
  /** Accepted findings; see `loadWaivers`. */
  readonly waivers?: readonly Waiver[] | undefined
  /**
   * Secret key of the fingerprints, 16 bytes or more. Without one, a fingerprint is valid for one version of one
   * document only.
   */
  readonly key?: Uint8Array | undefined
  /**
   * Passwords to try on encrypted documents, at most 100: zip, 7z, rar, pdf, docx, xlsx, pptx, doc and xls. They are in
   * no result. What none of them opens is the gap `encrypted` with the feature `wrong-password`.
   */
  readonly passwords?: readonly string[] | undefined
  /** Report values as they stand in the document. Default: masked. */
  readonly reveal?: boolean | undefined
  /**
   * What content means that is left in a document: comments, hidden text, authors. A profile, and the severity of
   * single kinds.
   */
  readonly left?: LeftOptions | undefined
  /** Report the text around each finding, masked unless `reveal` is set. Default: none. */
  readonly context?: boolean | undefined
  /** Bounds that replace those of `LIMITS`: whole numbers, 0 or more. */
  readonly limits?: Partial<Limits> | undefined
  /**
   * `YYYY-MM-DD`, the day for which rules must be valid and waivers not expired. Default: the current day in local
   * time: when the screener is made for rules, at each screening for waivers.
   */
  readonly today?: string | undefined
  /** What finds the edges of words; `none` leaves them unchecked. Default: `auto`. */
  readonly segmenter?: SegmenterChoice | undefined
  /**
   * OCR of pictures and scanned pages: `auto` (default) where its optional packages are installed; `on` requires
   * them; `off` never. A picture that was not read is a gap.
   */
  readonly ocr?: OcrMode | undefined
  /** Report also the facts of each document that are text of it (title, signers, organs), as `reveal` does. */
  readonly heading?: boolean | undefined
  /** With `reveal`: report each document as a person would read it, with its content. Default: false. */
  readonly preview?: boolean | undefined
  /** Called before each picture that OCR reads, which takes a second or two. */
  readonly onPicture?: (() => void) | undefined
  /**
   * Called from the second second of a screening on, now and then, with what was found so far: what is known if the
   * screening does not end. The screening's own result replaces it.
   */
  readonly onInterim?: ((result: InterimResult) => void) | undefined
}

/**
 * What `screen` and `screenAll` are told about their input.
 * @example
 * await screener.screen(bytes, { name: 'report.docx', signal: AbortSignal.timeout(30_000) })
 */
export interface ScreenOptions {
  /** Path or file name. It is screened too, and it is the document's name in reports. */
  readonly name: string
  /** Stops the screening, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** Checks the options of `createScreener` and copies them. @throws ScreenError `usage` */
export function checkScreenerOptions(given: unknown): ScreenerOptions {
  return checkOptions(given, SCREENER_SCHEMA) as ScreenerOptions
}

/** Checks the options of `screen` and `screenAll` and copies them. @throws ScreenError `usage` */
export function checkScreenOptions(given: unknown): ScreenOptions {
  return checkOptions(given, SCREEN_SCHEMA)
}

/** Checks options by a schema and copies them. @throws ScreenError `usage` with everything that is wrong */
export function checkOptions<S extends v.GenericSchema>(given: unknown, schema: S): v.InferOutput<S> {
  const { value, complaints } = readObject('options', given, schema)
  if (value !== undefined) return value
  throw new ScreenError('options-invalid', {}, { complaints })
}

/** Each password is tried on each encrypted document. */
export const MAX_PASSWORDS = 100
/** UTF-16 code units of a password: Office allows 255. */
export const MAX_PASSWORD_UNITS = 255

/** Shorter keys can be found by trying all of them. */
const LEAST_KEY_BYTES = 16

/** What content left in documents means: a profile, and severities of kinds. */
export const leftSchema = v.strictObject({
  profile: v.optional(v.picklist(LEFT_PROFILES)),
  ...Object.fromEntries(LEFT_KINDS.map((kind) => [kind, v.optional(v.picklist([...SEVERITIES, 'off']))])),
})

/** A whole number, 0 or more. */
export const countSchema = v.pipe(v.number(), v.check(isCount, mistake('not-count')))

/** The options of a screener that are plain data, and can be sent to another process. */
export const PLAIN_ENTRIES = {
  lexicons: v.optional(v.array(v.custom(isLexicon, mistake('not-lexicon')))),
  defaultLexicons: v.optional(v.boolean()),
  requireSigned: v.optional(v.string()),
  waivers: v.optional(v.array(waiverSchema)),
  // Its message must not show the value.
  key: v.optional(v.custom(isKey, mistake('not-key'))),
  // Nor must this one.
  passwords: v.optional(v.custom(isPasswords, mistake('not-passwords'))),
  reveal: v.optional(v.boolean()),
  context: v.optional(v.boolean()),
  left: v.optional(leftSchema),
  limits: v.optional(v.strictObject(
    Object.fromEntries(Object.keys(LIMITS).map((name) => [name, v.optional(countSchema)])),
  )),
  today: v.optional(v.pipe(v.string(), v.check(isDay, mistake('not-day')))),
  segmenter: v.optional(v.picklist([...SEGMENTERS, 'none'])),
  ocr: v.optional(v.picklist(OCR_MODES)),
  heading: v.optional(v.boolean()),
  preview: v.optional(v.boolean()),
}

const SCREENER_SCHEMA = v.strictObject({
  ...PLAIN_ENTRIES, onPicture: v.optional(v.function()), onInterim: v.optional(v.function()),
})

const SCREEN_SCHEMA = v.strictObject({
  name: v.string(),
  signal: v.optional(v.instance(AbortSignal, mistake('not-signal'))),
})

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isLexicon(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'object' && value !== null
}

function isKey(value: unknown): boolean {
  return types.isUint8Array(value) && value.length >= LEAST_KEY_BYTES
}

function isPasswords(value: unknown): boolean {
  const isPassword = (one: unknown): boolean =>
    typeof one === 'string' && one.length >= 1 && one.length <= MAX_PASSWORD_UNITS
  return Array.isArray(value) && value.length <= MAX_PASSWORDS && value.every(isPassword)
}
