import type * as Sdk from '@aws-sdk/client-s3'
import { ScreenError } from '../../model/index.js'

/** The optional AWS SDK, and a client. */
export interface S3 {
  readonly sdk: typeof Sdk
  readonly client: Sdk.S3Client
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Opens a client for the store that the environment names: `AWS_ENDPOINT_URL_S3`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`,
 * `AWS_SECRET_ACCESS_KEY` and everything else the AWS SDK reads (profiles, roles). With an endpoint, the bucket is part
 * of the URL's path: private stores rarely have a host name for each bucket.
 * @throws ScreenError `configuration` when the package is not installed
 */
export async function openS3(env: Environment = process.env): Promise<S3> {
  // Without this the SDK warns on stderr about the Node version its later releases require.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const sdk = await import('@aws-sdk/client-s3').catch((cause: unknown) => {
    throw new ScreenError('s3-not-installed', {}, { cause })
  })
  const endpoint = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || (endpoint ? 'us-east-1' : undefined)
  const client = new sdk.S3Client({
    ...(region !== undefined && { region }),
    ...(endpoint ? { forcePathStyle: true } : { followRegionRedirects: true }),
    // Not every compatible store supports the SDK's newer checksums.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MILLISECONDS, socketTimeout: IDLE_MILLISECONDS },
  })
  return { sdk, client }
}

/** Whether the AWS SDK is installed. */
export function isS3Installed(): Promise<boolean> {
  return import('@aws-sdk/client-s3').then(() => true, () => false)
}

/** The code of a store's error, of S3 (`NoSuchKey`) or of the network. Never its message. */
export function s3Code(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  if (error instanceof ScreenError) return 'ERR_MODULE_NOT_FOUND'
  return typeof code === 'string' && code !== '' ? code : typeof name === 'string' && name !== '' ? name : 'UNKNOWN'
}

const CONNECT_MILLISECONDS = 10_000
/** A connection without data for this long is closed. */
const IDLE_MILLISECONDS = 60_000
