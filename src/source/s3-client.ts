import type * as Sdk from '@aws-sdk/client-s3'
import { ScreenError } from '../model/index.js'

/** The optional package that talks to S3-compatible stores, with a client of it. */
export interface S3 {
  readonly sdk: typeof Sdk
  readonly client: Sdk.S3Client
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * A client of the store that the environment names: `AWS_ENDPOINT_URL_S3`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
 * `AWS_SECRET_ACCESS_KEY` and whatever else the AWS SDK looks at (profiles, roles of machines). Where an endpoint is
 * given the bucket stands in the path: stores of one's own rarely have a name for each bucket.
 * @throws ScreenError `configuration` when the package is not installed
 */
export async function openS3(env: Environment = process.env): Promise<S3> {
  // It would tell every user on the error stream which Node its later versions want.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const sdk = await import('@aws-sdk/client-s3').catch((cause: unknown) => {
    throw new ScreenError('s3-not-installed', {}, { cause })
  })
  const own = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || (own ? 'us-east-1' : undefined)
  const client = new sdk.S3Client({
    ...(region !== undefined && { region }),
    ...(own ? { forcePathStyle: true } : { followRegionRedirects: true }),
    // Stores other than AWS's do not all know its newer checksums.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, socketTimeout: SILENT_MILLISECONDS },
  })
  return { sdk, client }
}

/** Whether the package is installed. */
export function hasS3(): Promise<boolean> {
  return import('@aws-sdk/client-s3').then(() => true, () => false)
}

/** What a fault of the store is called: a code of S3 (`NoSuchKey`) or of the network. Never its message. */
export function s3Code(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  if (error instanceof ScreenError) return 'ERR_MODULE_NOT_FOUND'
  return typeof code === 'string' && code !== '' ? code : typeof name === 'string' && name !== '' ? name : 'UNKNOWN'
}

const CONNECT_MILLISECONDS = 10_000
/** No byte for so long: the connection is dead. */
const SILENT_MILLISECONDS = 60_000
