import { resolve } from 'node:path'
import { defaultJobs, Pool } from '../../../bulk/index.js'
import { fill } from '../../../report/messages/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { createProgress } from '../../output/progress.js'
import { resolveSettings } from '../../settings/settings.js'
import type { CommandContext } from '../command.js'
import { basisOfPool, queueOptions, withQueue } from './connection.js'

/**
 * `screen work`: screens the documents of a queue until Ctrl-C or, with `--drain`, until the queue is empty. Any number
 * of machines can work on one queue.
 * @throws ScreenError, or the signal's reason
 */
export async function workCommand(context: CommandContext): Promise<ExitStatus> {
  const { options, io, messages } = context
  const settings = await resolveSettings(options, { env: io.env })
  const screener = queueOptions(settings, io)
  const jobs = settings.jobs ?? defaultJobs()
  return withQueue<ExitStatus>(context, settings.key, async (connection, { workOnQueue }) => {
    const progress = createProgress(io, messages, io.stderr.isTTY ? 'line' : options.progress ? 'lines' : 'none')
    const pool = new Pool({ screener, jobs, onDocumentTime: progress.addDuration })
    let documents = 0
    try {
      await workOnQueue(connection, {
        pool, jobs, basis: await basisOfPool(pool, screener), drain: options.drain === true, signal: io.signal,
        root: resolve(options.root ?? '.'),
        onScreened: (screenings) => {
          documents++
          progress.add(screenings)
        },
      })
      progress.clear()
      await io.stdout.write(`${fill(messages.queue.worked, { documents, queue: connection.address.displayUrl })}\n`)
      return 0
    } finally {
      progress.clear()
      await pool.close()
      if (io.signal.aborted) await io.stderr.write(`${messages.queue.released}\n`)
    }
  })
}
