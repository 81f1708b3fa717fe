import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

interface Server {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}

const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => Server

/** An S3 store of a test, with one bucket, on a port of its own. */
export interface S3Store {
  readonly bucket: string
  /** What leads the AWS SDK to it. */
  readonly env: Readonly<Record<string, string>>
  put(key: string, body: string | Uint8Array): Promise<void>
  stop(): Promise<void>
}

export async function startS3(bucket = 'archive'): Promise<S3Store> {
  const directory = mkdtempSync(join(tmpdir(), 's3-'))
  const server = new S3rver({
    address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket }],
  })
  const { port } = await server.run()
  const env = environmentOf(`http://127.0.0.1:${port}`)
  const client = new S3Client({
    endpoint: env.AWS_ENDPOINT_URL_S3!, region: env.AWS_REGION!, forcePathStyle: true,
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! },
    // The server is older than the checksums in trailers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  return {
    bucket,
    env,
    put: async (key, body) => void (await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))),
    stop: async () => {
      client.destroy()
      await server.close()
      rmSync(directory, { recursive: true })
    },
  }
}

/** The environment that leads to a store; these are the names every server of this kind starts with. */
export function environmentOf(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER',
    AWS_EC2_METADATA_DISABLED: 'true', AWS_MAX_ATTEMPTS: '1',
  }
}
