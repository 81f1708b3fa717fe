import type { DocumentFormat } from './format.js'
import type { Limits } from './limits.js'

/**
 * Codes for why something was not examined. Their sentences are in the message catalogue (`src/report/messages`).
 * @example
 * const reasons = GAP_REASONS.filter((reason) => screening.gaps.some((gap) => gap.reason === reason))
 */
export const GAP_REASONS = [
  'format-not-supported', // no reader for this kind of file
  'part-not-supported',   // a piece of a known format that its reader does not parse
  'image-not-read',       // a picture on which no OCR was run
  'page-without-text',    // a page with content but no text: a scan, outlined letters, an unknown encoding
  'partly-unreadable',    // some text of the piece was read, some could not be
  'encrypted',
  'damaged',
  'empty',
  'undecodable',          // bytes that fit no known encoding
  'limit-exceeded',       // one of `Limits` was exceeded
  'timed-out',
  'out-of-memory',
  'reader-crashed',
  'not-found',
  'unreadable',           // the file system refused access
  'not-a-file',           // a device, socket or pipe
  'link-not-followed',
  'changed-while-read',
  'cancelled',
] as const

/**
 * One of `GAP_REASONS`.
 * @example
 * const reason: GapReason = 'encrypted'
 */
export type GapReason = (typeof GAP_REASONS)[number]

/** What exactly is damaged, encrypted or not supported: the values of `detail`, by reason. */
export const GAP_DETAILS = {
  'part-not-supported': [
    'bytes-outside-entries', // between or after the entries of a package
    'compression-method',    // of one zip entry; in `detail` it is `method-9`, with the number of the method
    'embedded-data',         // base64 inside the XML of a document
    'transfer-encoding',     // of a mail part
  ],
  encrypted: ['archive', 'entry', 'pgp'],
  damaged: [
    'archive', 'base64', 'boundary', 'bytes-after-stream', 'bytes-outside-entries', 'checksum', 'depth', 'directory',
    'duplicate-field', 'duplicate-name', 'entry', 'header', 'local-header', 'local-name', 'missing', 'no-directory',
    'no-end', 'object', 'properties', 'record', 'rtf', 'shared-sectors', 'shared-string', 'size', 'sparse', 'stream',
    'strings', 'text', 'text-box', 'truncated', 'xml',
  ],
} as const

/** What could not be read of a piece, and why a picture was not read: the values of `feature`, by reason. */
export const GAP_FEATURES = {
  'part-not-supported': ['base64', 'sound', 'vba'],
  'partly-unreadable': [
    'base64', 'encoding', 'excel-4', 'excel-95', 'field-data', 'font-table', 'form', 'further-frames',
    'ocr-confidence', 'stream', 'unused-sectors', 'word-95',
  ],
  'image-not-read': [
    'ocr-off', 'ocr-not-installed', 'picture-blank', 'picture-covered', 'picture-damaged', 'picture-format',
    'thumbnail',
  ],
  'page-without-text': ['ocr-off', 'ocr-not-installed', 'picture-blank'],
  encrypted: ['wrong-password'], // passwords were given, and none opens it
} as const

/** Entries of a git repository that are not the files they stand for: the values of `kind`. */
export const GAP_KINDS = ['submodule', 'git-lfs'] as const

/** The values that `detail` can have for a reason. */
export type GapDetail<Reason extends keyof typeof GAP_DETAILS> =
  | Exclude<(typeof GAP_DETAILS)[Reason][number], 'compression-method'>
  | (Reason extends 'part-not-supported' ? `method-${number}` : never)

/** The values that `feature` can have for a reason. */
export type GapFeature<Reason extends keyof typeof GAP_FEATURES> = (typeof GAP_FEATURES)[Reason][number]

/** What can be said of a gap in a picture: the format of the picture file, where it is a document of its own. */
interface OfPicture {
  readonly format?: DocumentFormat | ImageSubtype
}

/** The subtype of `image/…` in a data URL: `svg+xml`. */
type ImageSubtype = string & {}

interface ArgsByReason {
  'format-not-supported': { readonly format?: DocumentFormat; readonly kind?: (typeof GAP_KINDS)[number] }
  'part-not-supported': {
    readonly detail?: GapDetail<'part-not-supported'>
    readonly feature?: GapFeature<'part-not-supported'>
    readonly count?: number
    readonly bytes?: number
  }
  'image-not-read': OfPicture & { readonly feature?: GapFeature<'image-not-read'>; readonly count?: number }
  'page-without-text': { readonly images: number; readonly feature?: GapFeature<'page-without-text'> }
  'partly-unreadable': OfPicture & {
    readonly feature?: GapFeature<'partly-unreadable'>
    /** Characters or lines, see the sentence. */
    readonly count?: number
    readonly lines?: number
  }
  encrypted: { readonly detail?: GapDetail<'encrypted'>; readonly feature?: GapFeature<'encrypted'> }
  damaged: OfPicture & { readonly detail?: GapDetail<'damaged'> }
  empty: object
  undecodable: object
  'limit-exceeded': OfPicture & {
    readonly limit: keyof Limits
    readonly value: number
    /** Findings beyond the limit. */
    readonly more?: number
  }
  'timed-out': { readonly seconds: number }
  'out-of-memory': { readonly megabytes: number }
  'reader-crashed': {
    readonly format?: DocumentFormat
    /** Name of an error class, or `queue`: the machine that read it gave no answer. */
    readonly error?: string
    readonly exit?: number
    readonly signal?: string
  }
  'not-found': object
  /** `code`: of the operating system (`EACCES`), of a store (`AccessDenied`), or our own: see `causeOf`. */
  unreadable: { readonly code: string }
  'not-a-file': object
  'link-not-followed': object
  'changed-while-read': object
  /** The pages that were not read. */
  cancelled: { readonly from?: number; readonly to?: number }
}

type KeysOf<T> = T extends unknown ? keyof T : never
type ArgName = KeysOf<ArgsByReason[GapReason]>

/**
 * The arguments that a gap of a reason can have, such as the name of the limit; never text of the document. Names that
 * belong to other reasons are undefined.
 * @example
 * const args: GapArgs<'limit-exceeded'> = { limit: 'pages', value: 5000 }
 */
export type GapArgs<Reason extends GapReason = GapReason> = Reason extends GapReason
  ? ArgsByReason[Reason] & { readonly [Name in Exclude<ArgName, keyof ArgsByReason[Reason]>]?: undefined }
  : never

/** A gap without the name of its piece, which the caller of a reader knows. */
export type UnplacedGap = {
  [Reason in GapReason]: { readonly reason: Reason; readonly args?: GapArgs<Reason> }
}[GapReason]

/**
 * Something that was not examined, and why.
 * @example
 * for (const { piece, reason } of screening.gaps) console.log(piece || 'the whole document', reason)
 */
export type Gap = UnplacedGap & {
  /** Which piece of the document: a package entry, `page 3`; empty for the whole document. */
  readonly piece: string
}

/** Makes a gap of a reason that is known at run time only. */
export function createGap<Reason extends GapReason>(piece: string, reason: Reason, args?: GapArgs<Reason>): Gap {
  return { piece, reason, ...(args && { args }) } as unknown as Gap
}

