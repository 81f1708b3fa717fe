import { sources } from '../../source/index.js'
import type { ExitStatus } from '../exit-status.js'
import { createRecorder } from '../record.js'
import { screenFrom } from '../screen-run.js'
import { settle } from '../settings.js'
import type { CommandRun } from '../command-run.js'

/** `screen <path...>`: screens the paths and writes the report. @throws ScreenError, or the signal's reason */
export async function screenCommand({ operands: paths, given, io, say }: CommandRun): Promise<ExitStatus> {
  const settings = await settle(given, say)
  return screenFrom((unfinished) => sources(paths, {
    ...(paths.includes('-') && { stdin: io.stdin }),
    ...(settings.stdinName !== undefined && { stdinName: settings.stdinName }),
    ...(settings.limits.inputBytes !== undefined && { inputBytes: settings.limits.inputBytes }),
    ...(unfinished !== undefined && { except: unfinished }),
  }), settings, io, { remarkWaivers: true, onScreening: await createRecorder(given, settings, say) })
}
