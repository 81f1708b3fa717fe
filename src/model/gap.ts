/**
 * Why something was not examined. Codes only; the sentences stand in the message catalogue.
 */
export const GAP_REASONS = [
  'format-not-supported', // a kind of file there is no reader for
  'part-not-supported',   // a piece of a known format that no reader looks into
  'image-not-read',       // a picture: its pixels were not looked at
  'page-without-text',    // a page that draws but yields no text (a scan, outlines, an unknown encoding)
  'partly-unreadable',    // the text around it was read, some of it could not be
  'encrypted',
  'damaged',
  'empty',
  'undecodable',          // bytes that no known encoding explains
  'limit-exceeded',       // a bound of the limits record was passed
  'timed-out',
  'out-of-memory',
  'reader-crashed',
  'not-found',
  'unreadable',           // the file system refused
  'not-a-file',           // a device, a socket, a pipe
  'link-not-followed',
  'changed-while-read',
  'cancelled',
] as const
export type GapReason = (typeof GAP_REASONS)[number]

/** What could not be examined, and why. */
export interface Gap {
  /** Which piece: an entry of the package, `page 3`; empty for the whole document. */
  readonly piece: string
  readonly reason: GapReason
  /** Values for the sentence: which limit, which feature. Never text of the document. */
  readonly args?: Readonly<Record<string, string | number>>
}
