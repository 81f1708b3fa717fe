import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { GAP_REASONS, REPORT_SCHEMA, type Screening } from '../../model/index.js'
import type { FileSource, GapSource, S3Source, Source } from '../../source/index.js'
import { basisText, type FileStat } from '../ledger/index.js'
import { readScreenings } from '../screening-schema.js'
import { isSealOf, sealOf } from './seal.js'
import type { Walk } from './walk.js'

/** A source as it is stored in Redis. A file's name is its `path` in UTF-8, unless `file` has its bytes in hex. */
export type QueuedSource = (Omit<FileSource, 'file'> & { readonly file?: string }) | S3Source | GapSource

/** The data of a job: which document to screen. JSON, without any of the document's content. */
export interface JobData {
  /** Id of the walk that found the document. */
  readonly walk: string
  readonly source: QueuedSource
  /** Size and times of a file when the walk found it. */
  readonly stat?: FileStat
  /** Of `screen enqueue`, over the job's id and the other properties; absent without a key. */
  readonly seal?: string
}

/** The result of a job, as it is stored in Redis. */
export interface JobResult {
  /** The schema of the screenings: see `Basis`. */
  readonly schema: string
  readonly screenings: readonly Screening[]
  /** Of the worker, over the job, the basis and the screenings with the hash of the content; absent without a key. */
  readonly seal?: string
}

/** A source that can be put into the queue. */
export type QueueableSource = Exclude<Source, { kind: 'bytes' }>

/** The job for a source. */
export function jobOf(walk: Walk, source: QueueableSource, stat?: FileStat): JobData {
  return { walk: walk.id, source: queuedSource(source), ...(stat && { stat }) }
}

/**
 * The id of a job. It is the same for the same document in the same state, so that enqueuing twice adds one job.
 * @param version differs for each state of a file: its size and time. The state of an object is its ETag in the source.
 */
export function jobId({ walk, source }: JobData, version: string): string {
  const digest = createHash('sha256').update(JSON.stringify([walk, source, version])).digest('base64url')
  // BullMQ rejects ids that are numbers.
  return `d${digest.slice(0, ID_CHARACTERS)}`
}

/** The source of a job. Relative paths are resolved against the folder in which the walk was started. */
export function sourceOf({ source }: JobData, { folder }: Walk): QueueableSource {
  if (source.kind !== 'file') return source
  const name = nameInBytes(source)
  const absolute = name[0] === SLASH ? name : Buffer.concat([Buffer.from(`${folder}/`), name])
  return { ...source, file: absolute }
}

/** The name of a job's file in bytes; undefined when it is the path in UTF-8. */
export function fileBytesOf({ source }: JobData): Uint8Array | undefined {
  return source.kind === 'file' && source.file !== undefined ? nameInBytes(source) : undefined
}

/** Seals a job, so that nobody without the key can have another document screened in its place. */
export function sealJob(id: string, data: JobData, key: Uint8Array | undefined): JobData {
  return key ? { ...data, seal: sealOf('job', [id, data], key) } : data
}

/**
 * Validates the data of a job. Undefined when this program has not written it or, with a key, when it is not sealed
 * with that key.
 */
export function readJob(id: string, value: unknown, key: Uint8Array | undefined): JobData | undefined {
  if (!v.is(jobSchema, value)) return undefined
  const data = value as JobData
  const { seal, ...unsealed } = data
  return !key || isSealOf(seal, 'job', [id, unsealed], key) ? data : undefined
}

/** A job, and the walk it belongs to. */
export interface JobOfWalk {
  readonly id: string
  readonly data: JobData
  readonly walk: Walk
}

/** The result of a job from this version's workers. */
export function resultOf(job: JobOfWalk, screenings: readonly Screening[], key: Uint8Array | undefined): JobResult {
  const seal = key && sealOf('result', resultValue(job, screenings), key)
  return { schema: REPORT_SCHEMA, screenings, ...(seal !== undefined && { seal }) }
}

/**
 * Validates the result of a job. Undefined when it is of another version, is no result of the job's document or, with
 * a key, is not sealed with that key.
 */
export function readResult(job: JobOfWalk, value: unknown, key: Uint8Array | undefined):
  readonly Screening[] | undefined {
  if (!v.is(resultSchema, value)) return undefined
  if (key && !isSealOf(value.seal, 'result', resultValue(job, value.screenings), key)) return undefined
  return readScreenings(value.screenings, job.data.source.path)
}

function resultValue({ id, data, walk }: JobOfWalk, screenings: unknown): unknown {
  return [id, data, walk.begun, basisText(walk.basis), screenings]
}

const path = v.pipe(v.string(), v.maxLength(100_000))
const digits = v.pipe(v.string(), v.regex(/^\d{1,30}$/))
const size = v.pipe(v.number(), v.integer(), v.minValue(0))
const seal = v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))

const jobSchema = v.strictObject({
  walk: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  source: v.variant('kind', [
    v.strictObject({
      kind: v.literal('file'), path, follow: v.boolean(),
      file: v.optional(v.pipe(path, v.regex(/^(?:[0-9a-f]{2})+$/))),
    }),
    v.strictObject({ kind: v.literal('s3'), path, bucket: path, key: path, size, etag: v.optional(path) }),
    v.strictObject({
      kind: v.literal('gap'), path,
      gap: v.strictObject({
        piece: path, reason: v.picklist(GAP_REASONS), args: v.optional(v.record(path, v.union([path, v.number()]))),
      }),
    }),
  ]),
  stat: v.optional(v.strictObject({ size, mtime: v.optional(digits), ctime: v.optional(digits) })),
  seal,
})

const resultSchema = v.strictObject({ schema: v.literal(REPORT_SCHEMA), screenings: v.array(v.unknown()), seal })

function queuedSource(source: QueueableSource): QueuedSource {
  if (source.kind !== 'file') return source
  const { file, ...others } = source
  return { ...others, ...(!Buffer.from(source.path).equals(file) && { file: Buffer.from(file).toString('hex') }) }
}

function nameInBytes({ path, file }: Extract<QueuedSource, { kind: 'file' }>): Buffer {
  return file === undefined ? Buffer.from(path) : Buffer.from(file, 'hex')
}

const SLASH = 0x2f
const ID_CHARACTERS = 24
