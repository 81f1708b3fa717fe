import { Pool } from '../../../bulk/index.js'
import type { Basis } from '../../../bulk/ledger/index.js'
import { ScreenError } from '../../../model/index.js'
import { fill, type Messages } from '../../../report/index.js'
import { isS3Installed, isS3Path, listSources } from '../../../source/index.js'
import type { CommandRun } from '../command.js'
import type { ExitStatus } from '../../exit-status.js'
import type { Io } from '../../io.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'
import { basisOfPool, interruptible, queueOptions, withQueue } from './connection.js'

/** `screen enqueue <path...>`: a job for each document under the paths. @throws ScreenError, or the signal's reason */
export async function enqueueCommand({ operands: paths, given, io, say }: CommandRun): Promise<ExitStatus> {
  if (paths.includes('-')) throw new ScreenError('queue-stdin')
  if (paths.some(isS3Path) && !(await isS3Installed())) throw new ScreenError('s3-not-installed')
  const settings = await resolveSettings(given)
  const { inputBytes } = settings.limits
  return withQueue<ExitStatus>(given, io, say, async (connection, { enqueueDocuments }) => {
    const basis = await ownBasis(settings, io)
    const line = counter(io, say)
    const queue = connection.address.displayUrl
    const documents = await interruptible(enqueueDocuments(connection, {
      folder: process.cwd(), paths, basis, ahead: Number(given.ahead ?? AHEAD), signal: io.signal,
      onProgress: line.count,
      onFull: (count) => void io.stderr.write(`${fill(say.queue.full, { queue, count })}\n`),
      sources: (path) => listSources([path], inputBytes === undefined ? {} : { inputBytes }),
    }), io)
    line.clear()
    await io.stdout.write(`${fill(say.queue.enqueued, { documents, queue })}\n`)
    return 0
  })
}

/** As many jobs keep a thousand processes busy for some seconds, and take some hundred megabytes of Redis. */
export const AHEAD = 100_000

/** What the workers here would screen by: one is started to learn it. */
async function ownBasis(settings: Settings, io: Io): Promise<Basis> {
  const options = queueOptions(settings, io)
  const pool = new Pool({ screener: options, jobs: 1 })
  try {
    return await basisOfPool(pool, options)
  } finally {
    pool.close()
  }
}

/** Counts on one line of a terminal. */
function counter(io: Io, say: Messages): { count(documents: number): void; clear(): void } {
  return {
    count: (done) => void (io.stderr.isTTY && io.stderr.write(`\r${fill(say.queue.enqueueing, { done })}`)),
    clear: () => void (io.stderr.isTTY && io.stderr.write('\r\u001b[K')),
  }
}
