import type { _Object as ListedObject, ListObjectsV2CommandOutput as Page } from '@aws-sdk/client-s3'
import { ScreenError } from '../../model/index.js'
import { gapSource, type Source } from '../source.js'
import { openS3, s3Code } from './client.js'

/** Whether a path names objects of S3. For a folder called `s3:`, write `./s3:/…`. */
export function isS3Path(path: string): boolean {
  return path.startsWith('s3://')
}

/**
 * Lists the objects whose keys begin with the prefix of `s3://bucket/prefix`, in the store's order: in most stores the
 * byte order of the keys. One page of at most 1,000 keys is in memory. Gaps: objects with more than `limit` bytes,
 * which are never fetched; a listing that fails; a prefix without objects. An empty object whose key ends in `/` stands
 * for a folder and is not listed.
 * @throws ScreenError `configuration` when the AWS SDK is not installed or finds no credentials
 */
export async function* listS3Objects(path: string, limit: number): AsyncGenerator<Source> {
  const { bucket, prefix } = parsePath(path)
  if (bucket === '') return yield gapSource(path, 'not-found')
  const { sdk, client } = await openS3()
  let empty = true
  try {
    const pages = sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix, EncodingType: 'url' })
    for await (const page of pages) {
      for (const object of (page.Contents ?? []).map((listed) => parseObject(listed, page)).filter(isDocument)) {
        empty = false
        yield sourceOf(bucket, object, limit)
      }
    }
  } catch (error) {
    if (error instanceof ScreenError) throw error
    if (s3Code(error) === 'CredentialsProviderError') throw new ScreenError('s3-no-credentials', {}, { cause: error })
    empty = false
    yield gapSource(path, 'unreadable', { code: s3Code(error) })
  } finally {
    client.destroy()
  }
  if (empty) yield gapSource(path, 'not-found')
}

function parsePath(path: string): { bucket: string; prefix: string } {
  const [bucket = '', ...rest] = path.slice('s3://'.length).split('/')
  return { bucket, prefix: rest.join('/') }
}

interface StoredObject {
  readonly key: string
  readonly size: number
  readonly etag: string | undefined
}

/** Keys may have characters that XML cannot contain, so URL encoding was requested; some stores do not support it. */
function parseObject({ Key = '', Size = 0, ETag }: ListedObject, { EncodingType }: Page): StoredObject {
  const key = EncodingType === 'url' ? decodeURIComponent(Key.replaceAll('+', ' ')) : Key
  return { key, size: Size, etag: ETag }
}

function isDocument({ key, size }: StoredObject): boolean {
  return !(size === 0 && key.endsWith('/'))
}

function sourceOf(bucket: string, { key, size, etag }: StoredObject, limit: number): Source {
  const path = `s3://${bucket}/${key}`
  if (size > limit) return gapSource(path, 'limit-exceeded', { limit: 'inputBytes', value: limit })
  return { kind: 's3', path, bucket, key, size, ...(etag !== undefined && { etag }) }
}
