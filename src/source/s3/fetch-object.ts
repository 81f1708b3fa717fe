import type { Gap } from '../../model/index.js'
import type { FileBytes } from '../files/read-file.js'
import { documentGap, type S3Source } from '../source.js'
import { openS3, s3Code, type S3 } from './client.js'

/**
 * Returns a function that fetches whole objects. One with more than `limit` bytes is a gap, not a prefix, and so is one
 * that was replaced since it was listed (its ETag differs). The function never throws. The client is opened for the
 * first object.
 */
export function createS3Reader(limit: number): (source: S3Source) => Promise<FileBytes> {
  let opened: Promise<S3> | undefined
  return async (source) => {
    try {
      return await fetchObject(await (opened ??= openS3()), source, limit)
    } catch (error) {
      return { gap: gapOf(s3Code(error)), size: source.size }
    }
  }
}

async function fetchObject({ sdk, client }: S3, { bucket, key, etag }: S3Source, limit: number): Promise<FileBytes> {
  const request = { Bucket: bucket, Key: key, ...(etag !== undefined && { IfMatch: etag }) }
  const response = await client.send(new sdk.GetObjectCommand(request))
  const size = response.ContentLength
  const stream = response.Body as AsyncIterable<Uint8Array> & { destroy(): void }
  // Some stores ignore `If-Match`.
  const changed = etag !== undefined && response.ETag !== undefined && response.ETag !== etag
  if (changed || (size !== undefined && size > limit)) {
    stream.destroy()
    return changed ? { gap: documentGap('changed-while-read') } : { gap: tooLarge(limit), size: size! }
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > limit) return { gap: tooLarge(limit) }
    chunks.push(chunk)
  }
  if (size !== undefined && length !== size) return { gap: documentGap('unreadable', { code: 'TRUNCATED' }), size }
  return { bytes: Buffer.concat(chunks, length) }
}

function gapOf(code: string): Gap {
  if (NOT_FOUND.has(code)) return documentGap('not-found')
  return code === 'PreconditionFailed' ? documentGap('changed-while-read') : documentGap('unreadable', { code })
}

const NOT_FOUND: ReadonlySet<string> = new Set(['NoSuchKey', 'NotFound', 'NoSuchBucket'])

function tooLarge(limit: number): Gap {
  return documentGap('limit-exceeded', { limit: 'inputBytes', value: limit })
}
