import { createHash } from 'node:crypto'
import { ScreenError } from '../../model/index.js'
import { basisText, type Basis } from '../ledger/index.js'
import { PREFIX, type Connection } from './connection.js'

/** One enqueueing, told to all who work on the queue. No text of a document is in it. */
export interface Walk {
  /** Short hash of what was asked for: asking for the same again goes on with the same walk. */
  readonly id: string
  /** The enqueuer's working folder: what relative paths are relative to. */
  readonly folder: string
  /** As the user named them. */
  readonly paths: readonly string[]
  /** What the screenings have to rest on. */
  readonly basis: Basis
  /** When it began, ISO 8601, by the clock of Redis: the machines' own clocks differ. */
  readonly begun: string
  /** How many documents each of the paths gave; absent while they are still being enqueued. */
  readonly documents?: readonly number[]
}

/** What is asked for: see `Walk`. */
export type WalkRequest = Pick<Walk, 'folder' | 'paths' | 'basis'>

/** What of two bases is not the same. */
export type Mismatch = 'ruleset' | 'engine' | 'options'

/** What a machine's own basis has that the expected one has not; undefined where screenings would be the same. */
function mismatchOf(expected: Basis, own: Basis): Mismatch | undefined {
  if (expected.ruleset.digest !== own.ruleset.digest) return 'ruleset'
  if (expected.engine !== own.engine) return 'engine'
  return expected.options === own.options ? undefined : 'options'
}

/** @throws ScreenError `configuration` where they differ, saying in what */
export function checkBasis(expected: Basis, own: Basis, { address }: Connection): void {
  const mismatch = mismatchOf(expected, own)
  if (mismatch === undefined) return
  const queue = address.shown
  const [wanted, given] = [expected.ruleset.digest, own.ruleset.digest]
  switch (mismatch) {
    case 'ruleset': throw new ScreenError('queue-other-ruleset', { queue, expected: wanted, own: given })
    case 'engine': throw new ScreenError('queue-other-engine', { queue, expected: expected.engine, own: own.engine })
    case 'options': throw new ScreenError('queue-other-options', { queue })
  }
}

/** Every walk of a queue, by its id. @throws ScreenError `configuration` when one cannot be read */
export async function readWalks(connection: Connection): Promise<Map<string, Walk>> {
  const { redis, address } = connection
  const stored = await redis.hgetall(keyOf(address.name))
  try {
    return new Map(Object.entries(stored).map(([id, text]) => [id, JSON.parse(text) as Walk]))
  } catch {
    throw damaged(connection)
  }
}

/** For a queue that does not hold together. */
export function damaged({ address }: Connection): ScreenError {
  return new ScreenError('queue-damaged', { queue: address.shown })
}

/**
 * Begins a walk, or goes on with one that is not over. A queue in which nothing is left starts anew: walks that are
 * over are forgotten. @throws ScreenError `configuration` when documents of another basis are still in the queue
 */
export async function beginWalk(connection: Connection, request: WalkRequest): Promise<Walk> {
  const { redis, queue, address } = connection
  const walks = await readWalks(connection)
  const empty = (await queue.getJobCountByTypes(...JOB_STATES)) === 0
  const over = [...walks.values()].filter(({ documents }) => empty && documents !== undefined)
  for (const { id } of over) walks.delete(id)
  for (const { basis } of walks.values()) checkBasis(basis, request.basis, connection)
  if (over.length > 0) await redis.hdel(keyOf(address.name), ...over.map(({ id }) => id))
  const id = idOf(request)
  const walk: Walk = { id, ...request, begun: walks.get(id)?.begun ?? (await redisTime(connection)).toISOString() }
  await writeWalk(connection, walk)
  return walk
}

/** Notes that all of a walk's documents are in the queue. */
export async function endWalk(connection: Connection, walk: Walk, documents: readonly number[]): Promise<void> {
  await writeWalk(connection, { ...walk, documents })
}

/** The time by the clock of Redis. */
export async function redisTime({ redis }: Connection): Promise<Date> {
  const [seconds, microseconds] = await redis.time()
  return new Date(Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000))
}

/** All states a job of ours can be in. */
export const JOB_STATES = ['waiting', 'active', 'delayed', 'prioritized', 'completed', 'failed'] as const

async function writeWalk({ redis, address }: Connection, walk: Walk): Promise<void> {
  await redis.hset(keyOf(address.name), walk.id, JSON.stringify(walk))
}

function idOf({ folder, paths, basis }: WalkRequest): string {
  const asked = JSON.stringify([folder, paths, basisText(basis)])
  return createHash('sha256').update(asked).digest('hex').slice(0, ID_DIGITS)
}

function keyOf(name: string): string {
  return `${PREFIX}:${name}:walks`
}

const ID_DIGITS = 16
