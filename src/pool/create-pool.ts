import { resolve } from 'node:path'
import * as v from 'valibot'
import { mistake } from '../lexicon/index.js'
import { ScreenError } from '../model/index.js'
import { checkOptions, countSchema, PLAIN_ENTRIES } from '../screener-options.js'
import { ProcessPool } from './process-pool.js'
import type { ScreenerPool, ScreenerPoolOptions } from './screener-pool.js'

/**
 * Starts a pool of worker processes. A worker needs half a second to start and some 400 MB: make one pool, share it,
 * and close it, since its processes keep the program alive. In the caller's thread a document costs what it takes to
 * send it to a worker, about a millisecond for each megabyte, and to receive its screening.
 *
 * Lexicons given as paths are read by each worker as it starts; one that has changed by then closes the pool. On the
 * first document of a new day the pool replaces its workers, unless `today` is set: rules and waivers hold by the day.
 * @throws ScreenError as `createScreener`
 * @example
 * const pool = await createPool({ jobs: 2 })
 * const server = createServer(async (request, response) => {
 *   const { verdict } = await pool.screen(request, { name: 'upload.docx' })
 *   response.end(verdict)
 * })
 * server.on('close', () => pool.close())
 */
export async function createPool(options: ScreenerPoolOptions = {}): Promise<ScreenerPool> {
  return new ProcessPool(checkPoolOptions(options)).start()
}

/**
 * Checks the options of a pool and copies them, with absolute paths: workers start later, when the program may work in
 * another folder.
 * @throws ScreenError `usage`
 */
function checkPoolOptions(given: ScreenerPoolOptions): ScreenerPoolOptions {
  const { lexicons, ...options } = checkOptions(given, POOL_SCHEMA) as ScreenerPoolOptions
  if (!lexicons) return options
  return { ...options, lexicons: lexicons.map((one) => (typeof one === 'string' ? resolve(one) : copyOf(one))) }
}

function copyOf<T>(lexicon: T): T {
  try {
    return structuredClone(lexicon)
  } catch (cause) {
    throw new ScreenError('lexicon-not-plain', {}, { cause })
  }
}

const positive = v.pipe(countSchema, v.minValue(1, mistake('not-positive')))

const POOL_SCHEMA = v.strictObject({
  ...PLAIN_ENTRIES,
  jobs: v.optional(positive),
  maxPending: v.optional(positive),
  maxPendingBytes: v.optional(positive),
  maxResidentMegabytes: v.optional(positive),
})
