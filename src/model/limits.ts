/**
 * All limits, each with its reason. A document that exceeds one gets a gap (`limit-exceeded`): no error, and nothing
 * is skipped silently. `limits` in the configuration file and in `createScreener` changes them.
 * @example
 * const limits: Partial<Limits> = { inputBytes: 20 * 1024 * 1024, depth: 3 }
 * const screener = await createScreener({ limits })
 */
export interface Limits {
  /** Bytes of one document as given. The largest office files are scans of about 100 MB; V8 strings hold 512 MB. */
  readonly inputBytes: number
  /** Bytes of one package entry or stream after inflation. */
  readonly entryBytes: number
  /** Bytes inflated from one document and its members, all entries together. */
  readonly inflatedBytes: number
  /** Inflated ÷ compressed size of an entry. Text has 10:1, empty spreadsheets 200:1; DEFLATE can reach 1,032:1. */
  readonly inflationRatio: number
  /** Entries of one package or archive. */
  readonly entries: number
  /** Levels of nested members. A message in an archive in an archive has 3. */
  readonly depth: number
  /** Pages of one document. */
  readonly pages: number
  /** Pictures and scanned pages of one document and its members that OCR reads, 1 to 2 seconds each. */
  readonly pictures: number
  /** Pixels of one picture. 64 million take 256 MB when decoded; an A4 page at 600 dpi has 35 million. */
  readonly pixels: number
  /** Nested elements in one XML or HTML document. Word writes fewer than 100. */
  readonly xmlDepth: number
  /** UTF-16 code units of text extracted from one document. */
  readonly textUnits: number
  /** Findings listed for one document. The rest are counted in one gap. */
  readonly findings: number
  /**
   * Milliseconds for one document. Each picture that OCR reads adds at most `pictureMilliseconds`. Enforced by the
   * command and by `createPool`, which screen in child processes; a screener of `createScreener` works in the caller's
   * thread and is not stopped.
   */
  readonly milliseconds: number
  /** Milliseconds that OCR of one picture may add once `milliseconds` have passed. */
  readonly pictureMilliseconds: number
  /** Megabytes of heap for the process that reads a document. Enforced like `milliseconds`. */
  readonly heapMegabytes: number
}

const MiB = 1024 * 1024

/**
 * The default limits.
 * @example
 * const screener = await createScreener({ limits: { entries: LIMITS.entries / 10 } })
 */
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
