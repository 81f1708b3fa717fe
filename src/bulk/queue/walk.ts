import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { REPORT_SCHEMA, ScreenError, SEVERITIES, WEAKENING_CODES, type Policy } from '../../model/index.js'
import { basisText, upgradeBasis, type Basis } from '../ledger/index.js'
import { REDIS_PREFIX, type Connection } from './connection.js'
import { isSealOf, sealOf } from './seal.js'

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
  /** The policy in force at `screen enqueue`, for reports. */
  readonly policy?: Policy
  /** When it began, ISO 8601, by the clock of Redis, since the machines' clocks differ. */
  readonly begun: string
  /** How many documents each path has; absent until all of them are in the queue. */
  readonly documents?: readonly number[]
}

/** What to enqueue: see `Walk`. */
export type WalkRequest = Pick<Walk, 'folder' | 'paths' | 'basis' | 'policy'>

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

/** All walks of a queue by their ids. Those that cannot be read are left out. */
export async function readWalks(connection: Connection): Promise<Map<string, Walk>> {
  return (await readStoredWalks(connection)).walks
}

/** The walks of a queue, and the ids of those that are invalid or, with a key, not sealed with that key. */
export async function readStoredWalks(
  { redis, address, key }: Connection,
): Promise<{ readonly walks: Map<string, Walk>; readonly invalid: readonly string[] }> {
  const walks = new Map<string, Walk>()
  const invalid: string[] = []
  for (const [id, stored] of Object.entries(await redis.hgetall(keyOf(address.name)))) {
    const walk = parseWalk(id, stored, key)
    if (walk) walks.set(id, walk)
    else invalid.push(id)
  }
  return { walks, invalid }
}

function parseWalk(id: string, stored: string, key: Uint8Array | undefined): Walk | undefined {
  try {
    const value: unknown = JSON.parse(stored)
    if (!v.is(walkSchema, value) || value.id !== id) return undefined
    const { seal, ...walk } = value
    if (key && !isSealOf(seal, 'walk', walk, key)) return undefined
    return { ...(walk as Walk), basis: upgradeBasis(walk.basis) }
  } catch {
    return undefined
  }
}

const text = v.pipe(v.string(), v.maxLength(100_000))
const ruleset = v.strictObject({ digest: text, lexicons: v.array(v.strictObject({ id: text, version: text })) })
const policy = v.strictObject({
  digest: text, failOn: v.picklist(SEVERITIES),
  files: v.array(v.strictObject({ kind: text, source: text, commit: v.optional(text), path: text, digest: text })),
  weakenings: v.array(v.strictObject({
    code: v.picklist(WEAKENING_CODES), by: text, args: v.optional(v.record(text, v.union([text, v.number()]))),
  })),
  unused: v.array(v.strictObject({
    kind: text, path: text, reason: v.picklist(['no-key', 'not-named']), digest: v.optional(text),
  })),
})
const walkSchema = v.strictObject({
  id: text, folder: text, paths: v.array(text),
  basis: v.union([
    v.strictObject({ schema: text, version: text, ruleset, options: text }),
    v.strictObject({ ruleset, engine: text, options: text }),
  ]),
  policy: v.optional(policy),
  begun: v.pipe(v.string(), v.isoTimestamp()),
  documents: v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
  seal: v.optional(text),
})

/**
 * Begins a walk, or continues an unfinished one. When the queue is empty, its finished walks are deleted.
 * @throws ScreenError `configuration` when the queue still has documents of a walk with another basis
 */
export async function beginWalk(connection: Connection, request: WalkRequest): Promise<Walk> {
  const { redis, queue, address } = connection
  const { walks, invalid } = await readStoredWalks(connection)
  const empty = (await queue.getJobCountByTypes(...JOB_STATES)) === 0
  const finished = [...walks.values()].flatMap(({ id, documents }) => (empty && documents !== undefined ? [id] : []))
  for (const id of finished) walks.delete(id)
  for (const { basis } of walks.values()) checkBasis(basis, request.basis, connection)
  const old = empty ? [...finished, ...invalid] : []
  if (old.length > 0) await redis.hdel(keyOf(address.name), ...old)
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

async function writeWalk({ redis, address, key }: Connection, walk: Walk): Promise<void> {
  const sealed = key ? { ...walk, seal: sealOf('walk', walk, key) } : walk
  await redis.hset(keyOf(address.name), walk.id, JSON.stringify(sealed))
}

function idOf({ folder, paths, basis }: WalkRequest): string {
  const request = JSON.stringify([folder, paths, basisText(basis)])
  return createHash('sha256').update(request).digest('hex').slice(0, ID_DIGITS)
}

function keyOf(name: string): string {
  return `${REDIS_PREFIX}:${name}:walks`
}

const ID_DIGITS = 16
