import { defaultJobs, Pool } from '../../../bulk/index.js'
import { fill } from '../../../report/index.js'
import type { CommandRun } from '../command.js'
import type { ExitStatus } from '../../exit-status.js'
import { createProgress } from '../../output/progress.js'
import { resolveSettings } from '../../settings/settings.js'
import { basisOfPool, queueOptions, withQueue } from './connection.js'

/**
 * `screen work`: screens the documents of a queue, with as many other machines as there are, until Ctrl-C or, with
 * `--drain`, until nothing is left. @throws ScreenError, or the signal's reason
 */
export async function workCommand({ given, io, say }: CommandRun): Promise<ExitStatus> {
  const settings = await resolveSettings(given)
  const options = queueOptions(settings, io)
  const jobs = settings.jobs ?? defaultJobs()
  return withQueue<ExitStatus>(given, io, say, async (connection, { workOnQueue }) => {
    const progress = createProgress(io, say, io.stderr.isTTY ? 'line' : given.progress ? 'lines' : 'none')
    const pool = new Pool({ screener: options, jobs, onDocumentTime: progress.took })
    let documents = 0
    try {
      await workOnQueue(connection, {
        pool, jobs, basis: await basisOfPool(pool, options), drain: given.drain === true, signal: io.signal,
        onScreened: (screenings) => {
          documents++
          progress.add(screenings)
        },
      })
      progress.clear()
      await io.stdout.write(`${fill(say.queue.worked, { documents, queue: connection.address.displayUrl })}\n`)
      return 0
    } finally {
      progress.clear()
      pool.close()
      if (io.signal.aborted) await io.stderr.write(`${say.queue.released}\n`)
    }
  })
}
