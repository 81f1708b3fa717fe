import { createHash } from 'node:crypto'
import { REPORT_SCHEMA, VERDICTS, type Screening } from '../../model/index.js'
import type { FileSource, GapSource, S3Source, Source } from '../../source/index.js'
import type { FileStat } from '../ledger/index.js'
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
}

/** The result of a job, as it is stored in Redis. */
export interface JobResult {
  /** The schema of the screenings: see `Basis`. */
  readonly schema: string
  readonly screenings: readonly Screening[]
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

/** Validates the data of a job; undefined when another program put it into Redis. */
export function readJob(value: unknown): JobData | undefined {
  const { walk, source } = (value ?? {}) as Partial<JobData>
  return typeof walk === 'string' && isSource(source) ? (value as JobData) : undefined
}

/** The result of a job from this version's workers. */
export function resultOf(screenings: readonly Screening[]): JobResult {
  return { schema: REPORT_SCHEMA, screenings }
}

/**
 * Validates the result of a job. `other-schema`: a worker of another version wrote it. Undefined: it is no result, or
 * not one of the document at `path`.
 */
export function readResult(value: unknown, path: string): readonly Screening[] | 'other-schema' | undefined {
  // Version 1 stored the screenings alone.
  if (areScreenings(value, path)) return 'other-schema'
  const { schema, screenings } = (value ?? {}) as Partial<JobResult>
  if (!areScreenings(screenings, path)) return undefined
  return schema === REPORT_SCHEMA ? screenings : 'other-schema'
}

function queuedSource(source: QueueableSource): QueuedSource {
  if (source.kind !== 'file') return source
  const { file, ...others } = source
  return { ...others, ...(!Buffer.from(source.path).equals(file) && { file: Buffer.from(file).toString('hex') }) }
}

function nameInBytes({ path, file }: Extract<QueuedSource, { kind: 'file' }>): Buffer {
  return file === undefined ? Buffer.from(path) : Buffer.from(file, 'hex')
}

function isSource(value: unknown): value is QueuedSource {
  const { kind, path, bucket, key, gap } = (value ?? {}) as Record<string, unknown>
  if (typeof path !== 'string') return false
  if (kind === 'file') return true
  if (kind === 's3') return typeof bucket === 'string' && typeof key === 'string'
  return kind === 'gap' && typeof gap === 'object'
}

function areScreenings(value: unknown, path: string): value is readonly Screening[] {
  return Array.isArray(value) && value.every(isScreening) && value[0]?.path === path
}

function isScreening(value: unknown): value is Screening {
  const { path, verdict, findings, gaps, suppressed, remarks } = (value ?? {}) as Record<string, unknown>
  return typeof path === 'string' && VERDICTS.some((known) => known === verdict) &&
    [findings, gaps, suppressed, remarks].every((list) => Array.isArray(list))
}

const SLASH = 0x2f
const ID_CHARACTERS = 24
