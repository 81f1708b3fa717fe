/**
 * Every bound in one place, each with its reason. Passing one makes a gap (`limit-exceeded`), never an error and
 * never a silent stop. All are configurable through `limits` of the configuration file and of `createScreener`.
 */
export interface Limits {
  /** Bytes of one document as given. The largest office files are scans of some 100 MB; V8 strings end near 512 MB. */
  readonly inputBytes: number
  /** Bytes of one inflated entry or stream. */
  readonly entryBytes: number
  /** Bytes inflated from one document, all entries together, its members included. */
  readonly inflatedBytes: number
  /** Inflated ÷ packed for one entry. Text deflates 10:1 and empty spreadsheets 200:1; DEFLATE's end is 1,032:1. */
  readonly inflationRatio: number
  /** Entries of one package. */
  readonly entries: number
  /** Members inside members. Mail in an archive in an archive is 3. */
  readonly depth: number
  /** Pages of one document. */
  readonly pages: number
  /** Pictures and scanned pages of one document and its members that are looked at; each takes a second or two. */
  readonly pictures: number
  /** Samples of one picture: 64 million take 256 MB decoded. An A4 page at 600 dpi has 35 million. */
  readonly pixels: number
  /** Open elements in one XML or HTML tree; Word writes fewer than 100. */
  readonly xmlDepth: number
  /** UTF-16 code units of text taken from one document. */
  readonly textUnits: number
  /** Findings listed for one document; the rest are counted in one gap. */
  readonly findings: number
  /**
   * Milliseconds for one document, where it can be stopped (the command; not a call of the library in its own thread).
   * Each picture that is looked at adds `pictureMilliseconds` at most.
   */
  readonly milliseconds: number
  /** Milliseconds from the start of one picture to that of the next, or to the end, once `milliseconds` are over. */
  readonly pictureMilliseconds: number
  /** Megabytes of heap for the process that reads a document, likewise. */
  readonly heapMegabytes: number
}

const MiB = 1024 * 1024

export const LIMITS: Limits = Object.freeze({
  inputBytes: 256 * MiB,
  entryBytes: 256 * MiB,
  inflatedBytes: 512 * MiB,
  inflationRatio: 1000,
  entries: 20_000,
  depth: 8,
  pages: 5_000,
  pictures: 300,
  pixels: 64_000_000,
  xmlDepth: 256,
  textUnits: 200_000_000,
  findings: 10_000,
  milliseconds: 60_000,
  pictureMilliseconds: 20_000,
  heapMegabytes: 1024,
})
