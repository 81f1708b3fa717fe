import { createHash } from 'node:crypto'
import { VERDICTS, type Screening } from '../../model/index.js'
import type { FileSource, GapSource, S3Source, Source } from '../../source/index.js'
import type { FileFacts } from '../ledger/index.js'
import type { Walk } from './walk.js'

/** A source as it lies in Redis. A file's name is its `path` in UTF-8 unless `file`, hex, says otherwise. */
export type QueuedSource = (Omit<FileSource, 'file'> & { readonly file?: string }) | S3Source | GapSource

/** What a job says: which document is meant. JSON; nothing of its content. */
export interface JobData {
  /** Id of the walk that met it. */
  readonly walk: string
  readonly source: QueuedSource
  /** What the file system said of a file when it was met. */
  readonly facts?: FileFacts
}

/** What may be enqueued. */
export type QueueableSource = Exclude<Source, { kind: 'bytes' }>

/** The job of a source. */
export function jobOf(walk: Walk, source: QueueableSource, facts?: FileFacts): JobData {
  return { walk: walk.id, source: queued(source), ...(facts && { facts }) }
}

/**
 * What a job is called: the same for the same document as it was met, so that enqueued twice it is there once.
 * @param version tells one state of a file from the next: its size and time; an object has its ETag in its source
 */
export function jobId({ walk, source }: JobData, version: string): string {
  const digest = createHash('sha256').update(JSON.stringify([walk, source, version])).digest('base64url')
  // BullMQ takes no ids that are numbers.
  return `d${digest.slice(0, ID_CHARACTERS)}`
}

/** The source of a job, for a machine of its own working folder. */
export function sourceOf({ source }: JobData, { folder }: Walk): QueueableSource {
  if (source.kind !== 'file') return source
  const name = rawName(source)
  const absolute = name[0] === SLASH ? name : Buffer.concat([Buffer.from(`${folder}/`), name])
  return { ...source, file: absolute }
}

/** A file's name in bytes, where it is not its path in UTF-8. */
export function rawFile({ source }: JobData): Uint8Array | undefined {
  return source.kind === 'file' && source.file !== undefined ? rawName(source) : undefined
}

/** The data of a job, or undefined for something nobody here has put into Redis. */
export function readJob(value: unknown): JobData | undefined {
  const { walk, source } = (value ?? {}) as Partial<JobData>
  return typeof walk === 'string' && isSource(source) ? (value as JobData) : undefined
}

/** The result of a job, or undefined for something that cannot be one of `path`. */
export function readResult(value: unknown, path: string): readonly Screening[] | undefined {
  const screenings = Array.isArray(value) && value.every(isScreening) ? value : []
  return screenings[0]?.path === path ? screenings : undefined
}

function queued(source: QueueableSource): QueuedSource {
  if (source.kind !== 'file') return source
  const { file, ...others } = source
  return { ...others, ...(!Buffer.from(source.path).equals(file) && { file: Buffer.from(file).toString('hex') }) }
}

function rawName({ path, file }: Extract<QueuedSource, { kind: 'file' }>): Buffer {
  return file === undefined ? Buffer.from(path) : Buffer.from(file, 'hex')
}

function isSource(value: unknown): value is QueuedSource {
  const { kind, path, bucket, key, gap } = (value ?? {}) as Record<string, unknown>
  if (typeof path !== 'string') return false
  if (kind === 'file') return true
  if (kind === 's3') return typeof bucket === 'string' && typeof key === 'string'
  return kind === 'gap' && typeof gap === 'object'
}

function isScreening(value: unknown): value is Screening {
  const { path, verdict, findings, gaps, suppressed, remarks } = (value ?? {}) as Record<string, unknown>
  return typeof path === 'string' && VERDICTS.some((known) => known === verdict) &&
    [findings, gaps, suppressed, remarks].every((list) => Array.isArray(list))
}

const SLASH = 0x2f
const ID_CHARACTERS = 24
