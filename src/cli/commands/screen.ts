import { countSources, isS3Path, listSources } from '../../source/index.js'
import type { ExitStatus } from '../exit-status.js'
import { limitHeapGrowth } from '../screening/heap-growth.js'
import { createRecorder } from '../screening/recorder.js'
import { runScreening } from '../screening/run-screening.js'
import { resolveSettings } from '../settings/settings.js'
import type { CommandContext } from './command.js'

/** `screen <path...>`: screens the paths and writes the report. @throws ScreenError, or the signal's reason */
export async function screenCommand({ operands: paths, options, io }: CommandContext): Promise<ExitStatus> {
  limitHeapGrowth()
  const settings = await resolveSettings(options, { env: io.env, askSecret: io.askSecret })
  const { ledger: file, progress = false } = options
  const recorder = await createRecorder(options, settings)
  return runScreening((exclude) => listSources(paths, {
    exclude,
    ...(paths.includes('-') && { stdin: io.stdin }),
    ...(settings.stdinName !== undefined && { stdinName: settings.stdinName }),
    ...(settings.limits.inputBytes !== undefined && { inputBytes: settings.limits.inputBytes }),
  }), settings, io, {
    checkWaivers: true, progress, ...(!paths.some(isS3Path) && { count: () => countSources(paths) }),
    ...(file !== undefined && { ledger: { file, paths } }),
    ...(recorder && { recorder }),
  })
}
