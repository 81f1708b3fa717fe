import { Pool } from '../../../bulk/index.js'
import type { Basis } from '../../../bulk/ledger/index.js'
import { ScreenError, withLexiconWeakenings, type Policy } from '../../../model/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { isS3Installed, isS3Path, listSources } from '../../../source/index.js'
import { untilAborted } from '../../abort.js'
import type { ExitStatus } from '../../exit-status.js'
import type { Io } from '../../io.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'
import type { CommandContext } from '../command.js'
import { basisOfPool, queueOptions, withQueue } from './connection.js'

/** `screen enqueue <path...>`: adds a job for each document. @throws ScreenError, or the signal's reason */
export async function enqueueCommand(context: CommandContext): Promise<ExitStatus> {
  const { operands: paths, options, io, messages } = context
  if (paths.includes('-')) throw new ScreenError('queue-stdin')
  if (paths.some(isS3Path) && !(await isS3Installed())) throw new ScreenError('s3-not-installed')
  const settings = await resolveSettings(options, { env: io.env })
  const { inputBytes } = settings.limits
  return withQueue<ExitStatus>(context, settings.key, async (connection, { enqueueDocuments }) => {
    const queue = connection.address.displayUrl
    const { basis, policy } = await localBasis(settings, io)
    const counter = createCounter(io, messages)
    const documents = await untilAborted(enqueueDocuments(connection, {
      folder: process.cwd(), paths, basis, policy, ahead: Number(options.ahead ?? DEFAULT_AHEAD), signal: io.signal,
      onProgress: counter.show,
      onFull: (count) => void io.stderr.write(`${fill(messages.queue.full, { queue, count })}\n`),
      sources: (path) => listSources([path], inputBytes === undefined ? {} : { inputBytes }),
    }), io.signal)
    counter.clear()
    await io.stdout.write(`${fill(messages.queue.enqueued, { documents, queue })}\n`)
    return 0
  })
}

/** Keeps a thousand processes busy for some seconds, and takes a few hundred megabytes of Redis. */
const DEFAULT_AHEAD = 100_000

/** The basis that workers on this machine would use, and their policy; starts one worker to find out. */
async function localBasis(settings: Settings, io: Io): Promise<{ readonly basis: Basis; readonly policy: Policy }> {
  const options = queueOptions(settings, io)
  const pool = new Pool({ screener: options, jobs: 1 })
  try {
    const { weakenings } = await pool.ruleset
    return { basis: await basisOfPool(pool, options), policy: withLexiconWeakenings(settings.policy, weakenings) }
  } finally {
    await pool.close()
  }
}

/** Shows a number on one line of a terminal. */
function createCounter(io: Io, messages: Messages): { show(documents: number): void; clear(): void } {
  return {
    show: (done) => void (io.stderr.isTTY && io.stderr.write(`\r${fill(messages.queue.enqueueing, { done })}`)),
    clear: () => void (io.stderr.isTTY && io.stderr.write('\r\u001b[K')),
  }
}
