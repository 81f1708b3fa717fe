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

/**
 * Something that was not examined, and why.
 * @example
 * for (const { piece, reason } of screening.gaps) console.log(piece || 'the whole document', reason)
 */
export interface Gap {
  /** Which piece of the document: a package entry, `page 3`; empty for the whole document. */
  readonly piece: string
  readonly reason: GapReason
  /** Arguments of the sentence, such as the name of the limit. Never text of the document. */
  readonly args?: Readonly<Record<string, string | number>>
}
