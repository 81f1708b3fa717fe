import { createGap, type Gap, type GapArgs, type GapReason } from '../model/index.js'
import type { FileBytes } from './read-file.js'
import { openS3, s3Code, type S3 } from './s3-client.js'
import type { S3Source } from './source.js'

/**
 * What fetches objects whole, at most `limit` bytes: a longer one is a gap, not a prefix, and so is one that is not the
 * object which was listed (its ETag differs). It never throws. The client is opened for the first object and kept.
 */
export function s3Reader(limit: number): (source: S3Source) => Promise<FileBytes> {
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
  const wanted = { Bucket: bucket, Key: key, ...(etag !== undefined && { IfMatch: etag }) }
  const told = await client.send(new sdk.GetObjectCommand(wanted))
  const size = told.ContentLength
  const stream = told.Body as AsyncIterable<Uint8Array> & { destroy(): void }
  // Not every store heeds `If-Match`.
  const changed = etag !== undefined && told.ETag !== undefined && told.ETag !== etag
  if (changed || (size !== undefined && size > limit)) {
    stream.destroy()
    return changed ? { gap: whole('changed-while-read') } : { gap: tooLong(limit), size: size! }
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > limit) return { gap: tooLong(limit) }
    chunks.push(chunk)
  }
  if (size !== undefined && length !== size) return { gap: whole('unreadable', { code: 'TRUNCATED' }), size }
  return { bytes: Buffer.concat(chunks, length) }
}

function gapOf(code: string): Gap {
  if (GONE.has(code)) return whole('not-found')
  return code === 'PreconditionFailed' ? whole('changed-while-read') : whole('unreadable', { code })
}

const GONE: ReadonlySet<string> = new Set(['NoSuchKey', 'NotFound', 'NoSuchBucket'])

function tooLong(limit: number): Gap {
  return whole('limit-exceeded', { limit: 'inputBytes', value: limit })
}

function whole<R extends GapReason>(reason: R, args?: GapArgs<R>): Gap {
  return createGap('', reason, args)
}
