import { resolve } from 'node:path'
import { countSources, isS3Path, listSources } from '../../source/index.js'
import type { ExitStatus } from '../exit-status.js'
import { createRecorder } from '../screening/recorder.js'
import { screenFrom } from '../screening/screen-run.js'
import { resolveSettings } from '../settings/settings.js'
import { keepMemorySteady } from '../screening/small-heap.js'
import type { CommandRun } from './command.js'

/** `screen <path...>`: screens the paths and writes the report. @throws ScreenError, or the signal's reason */
export async function screenCommand({ operands: paths, given, io }: CommandRun): Promise<ExitStatus> {
  keepMemorySteady()
  const settings = await resolveSettings(given)
  const { ledger: file, progress = false, record } = given
  return screenFrom((except) => listSources(paths, {
    exclude: record === undefined ? except : [...except, resolve(record)],
    ...(paths.includes('-') && { stdin: io.stdin }),
    ...(settings.stdinName !== undefined && { stdinName: settings.stdinName }),
    ...(settings.limits.inputBytes !== undefined && { inputBytes: settings.limits.inputBytes }),
  }), settings, io, {
    remarkWaivers: true, progress, ...(!paths.some(isS3Path) && { count: () => countSources(paths) }),
    ...(file !== undefined && { ledger: { file, paths } }),
    onScreening: await createRecorder(given, settings),
  })
}
