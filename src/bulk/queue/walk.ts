import { createHash } from 'node:crypto'
import { REPORT_SCHEMA, ScreenError } from '../../model/index.js'
import { basisText, upgradeBasis, type Basis } from '../ledger/index.js'
import { REDIS_PREFIX, type Connection } from './connection.js'

/** One run of `screen enqueue`. Stored in Redis for all machines of the queue, without any text of a document. */
export interface Walk {
  /** Short hash of the request: the same request continues the same walk. */
  readonly id: string
  /** The working folder of `screen enqueue`: relative paths are resolved against it. */
  readonly folder: string
  /** As the user named them. */
  readonly paths: readonly string[]
  /** What the screenings must be based on. */
  readonly basis: Basis
  /** When it began, ISO 8601, by the clock of Redis, since the machines' clocks differ. */
  readonly begun: string
  /** How many documents each path has; absent until all of them are in the queue. */
  readonly documents?: readonly number[]
}

/** What to enqueue: see `Walk`. */
export type WalkRequest = Pick<Walk, 'folder' | 'paths' | 'basis'>

/**
 * Throws unless screenings of two bases would be the same.
 * @throws ScreenError `configuration`; its reason names the difference
 */
export function checkBasis(expected: Basis, own: Basis, connection: Connection): void {
  const queue = connection.address.displayUrl
  if (expected.schema !== own.schema) throw otherSchema(connection, expected.schema)
  if (expected.ruleset.digest !== own.ruleset.digest) {
    throw new ScreenError('queue-other-ruleset', { queue, expected: expected.ruleset.digest, own: own.ruleset.digest })
  }
  if (expected.version !== own.version) {
    throw new ScreenError('queue-other-version', { queue, expected: expected.version, own: own.version })
  }
  if (expected.options !== own.options) throw new ScreenError('queue-other-options', { queue })
}

/** The error for a queue whose documents were enqueued by a version with another schema of screenings. */
export function otherSchema({ address }: Connection, schema: string): ScreenError {
  return new ScreenError('queue-other-schema', { queue: address.displayUrl, expected: schema, own: REPORT_SCHEMA })
}

/** All walks of a queue by their ids. @throws ScreenError `configuration` when one cannot be read */
export async function readWalks(connection: Connection): Promise<Map<string, Walk>> {
  const { redis, address } = connection
  const stored = await redis.hgetall(keyOf(address.name))
  try {
    return new Map(Object.entries(stored).map(([id, text]) => [id, parseWalk(text)]))
  } catch {
    throw damagedQueue(connection)
  }
}

function parseWalk(text: string): Walk {
  const walk = JSON.parse(text) as Walk
  return { ...walk, basis: upgradeBasis(walk.basis) }
}

/** The error for a queue whose data is inconsistent. */
export function damagedQueue({ address }: Connection): ScreenError {
  return new ScreenError('queue-damaged', { queue: address.displayUrl })
}

/**
 * Begins a walk, or continues an unfinished one. When the queue is empty, its finished walks are deleted.
 * @throws ScreenError `configuration` when the queue still has documents of a walk with another basis
 */
export async function beginWalk(connection: Connection, request: WalkRequest): Promise<Walk> {
  const { redis, queue, address } = connection
  const walks = await readWalks(connection)
  const empty = (await queue.getJobCountByTypes(...JOB_STATES)) === 0
  const finished = [...walks.values()].filter(({ documents }) => empty && documents !== undefined)
  for (const { id } of finished) walks.delete(id)
  for (const { basis } of walks.values()) checkBasis(basis, request.basis, connection)
  if (finished.length > 0) await redis.hdel(keyOf(address.name), ...finished.map(({ id }) => id))
  const id = idOf(request)
  const walk: Walk = { id, ...request, begun: walks.get(id)?.begun ?? (await redisTime(connection)).toISOString() }
  await writeWalk(connection, walk)
  return walk
}

/** Stores that all documents of a walk are in the queue. */
export async function finishWalk(connection: Connection, walk: Walk, documents: readonly number[]): Promise<void> {
  await writeWalk(connection, { ...walk, documents })
}

/** The time by the clock of Redis. */
export async function redisTime({ redis }: Connection): Promise<Date> {
  const [seconds, microseconds] = await redis.time()
  return new Date(Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000))
}

/** All states that a job of this program can have. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'prioritized', 'completed', 'failed'] as const

async function writeWalk({ redis, address }: Connection, walk: Walk): Promise<void> {
  await redis.hset(keyOf(address.name), walk.id, JSON.stringify(walk))
}

function idOf({ folder, paths, basis }: WalkRequest): string {
  const request = JSON.stringify([folder, paths, basisText(basis)])
  return createHash('sha256').update(request).digest('hex').slice(0, ID_DIGITS)
}

function keyOf(name: string): string {
  return `${REDIS_PREFIX}:${name}:walks`
}

const ID_DIGITS = 16
