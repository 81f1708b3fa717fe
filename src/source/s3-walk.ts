import type { _Object as Listed, ListObjectsV2CommandOutput as Page } from '@aws-sdk/client-s3'
import { ScreenError } from '../model/index.js'
import { openS3, s3Code } from './s3-client.js'
import { wholeGap, type Source } from './source.js'

/** Whether a path the user named is an S3 one; a folder of that name is `./s3:/…`. */
export function isS3Path(path: string): boolean {
  return path.startsWith('s3://')
}

/**
 * Every object whose key begins as the path says, `s3://bucket/prefix`, in the order the store lists them, with most
 * stores that of the keys' bytes. Streams: one page of at most 1,000 names is held. Objects larger than `limit` bytes
 * come as gaps, and are never fetched; so does a listing that breaks off, and a prefix that nothing has. An empty
 * object whose key ends in `/` is how stores draw a folder, and no document.
 * @throws ScreenError `configuration` when the AWS SDK is not installed
 */
export async function* walkS3(path: string, limit: number): AsyncGenerator<Source> {
  const { bucket, prefix } = partsOf(path)
  if (bucket === '') return yield wholeGap(path, 'not-found')
  const { sdk, client } = await openS3()
  let any = false
  try {
    const pages = sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix, EncodingType: 'url' })
    for await (const page of pages) {
      for (const object of (page.Contents ?? []).map((listed) => keyed(listed, page)).filter(isDocument)) {
        any = true
        yield sourceOf(bucket, object, limit)
      }
    }
  } catch (error) {
    if (error instanceof ScreenError) throw error
    any = true
    yield wholeGap(path, 'unreadable', { code: s3Code(error) })
  } finally {
    client.destroy()
  }
  if (!any) yield wholeGap(path, 'not-found')
}

function partsOf(path: string): { bucket: string; prefix: string } {
  const [bucket = '', ...rest] = path.slice('s3://'.length).split('/')
  return { bucket, prefix: rest.join('/') }
}

interface Keyed {
  readonly key: string
  readonly size: number
  readonly etag: string | undefined
}

/** Keys may hold what XML cannot: they were asked for as in a URL, which a store may not have understood. */
function keyed({ Key = '', Size = 0, ETag }: Listed, { EncodingType }: Page): Keyed {
  const key = EncodingType === 'url' ? decodeURIComponent(Key.replaceAll('+', ' ')) : Key
  return { key, size: Size, etag: ETag }
}

function isDocument({ key, size }: Keyed): boolean {
  return !(size === 0 && key.endsWith('/'))
}

function sourceOf(bucket: string, { key, size, etag }: Keyed, limit: number): Source {
  const path = `s3://${bucket}/${key}`
  if (size > limit) return wholeGap(path, 'limit-exceeded', { limit: 'inputBytes', value: limit })
  return { kind: 's3', path, bucket, key, size, ...(etag !== undefined && { etag }) }
}
