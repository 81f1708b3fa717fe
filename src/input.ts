import { types } from 'node:util'
import { ScreenError } from './model/index.js'
import { readStream, type ByteStream, type FileBytes, type ReadStreamOptions } from './source/index.js'

/**
 * A document to screen: the bytes of a file, text (read as a file in UTF-8), or a stream of bytes: a web
 * `ReadableStream`, a Node `Readable`, or any other async iterable of `Uint8Array`.
 *
 * A stream is read to its end before the document is screened, at most `limits.inputBytes`: a longer one is the gap
 * `limit-exceeded`, one that fails is the gap `unreadable`. A stream that is not read to its end is cancelled, except a
 * request of `node:http`, whose socket must carry the answer.
 * @example
 * const fromBytes: ScreenInput = await readFile('report.docx')
 * const fromText: ScreenInput = '机密★20年'
 * const fromStream: ScreenInput = createReadStream('report.docx')
 */
export type ScreenInput = Uint8Array | string | ByteStream

/**
 * The bytes of a document, however it was given, or the gap of a stream that could not be read.
 * @throws ScreenError `usage` for anything else; what `onBytes` throws; the signal's reason once it is aborted
 */
export async function readInput(input: ScreenInput, options: ReadStreamOptions): Promise<FileBytes> {
  if (isStream(input)) return readStream(input, options)
  const bytes = typeof input === 'string' ? Buffer.from(input, 'utf8') : input
  if (!types.isUint8Array(bytes)) {
    throw new ScreenError('bad-input')
  }
  options.onBytes?.(bytes.length)
  return { bytes }
}

function isStream(input: unknown): input is ByteStream {
  return typeof input === 'object' && input !== null && ('getReader' in input || Symbol.asyncIterator in input)
}
