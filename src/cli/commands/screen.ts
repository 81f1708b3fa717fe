import { existsSync } from 'node:fs'
import { fill } from '../../report/messages/index.js'
import { countSources, isS3Path, listSources } from '../../source/index.js'
import { similarCommand } from '../command-line/similar-command.js'
import type { ExitStatus } from '../exit-status.js'
import { limitHeapGrowth } from '../screening/heap-growth.js'
import { createRecorder } from '../screening/recorder.js'
import { runScreening } from '../screening/run-screening.js'
import { resolveSettings } from '../settings/settings.js'
import type { CommandContext } from './command.js'

/** `screen <path...>`: screens the paths and writes the report. @throws ScreenError, or the signal's reason */
export async function screenCommand({ operands: paths, options, io, messages }: CommandContext): Promise<ExitStatus> {
  limitHeapGrowth()
  const command = isMissing(paths[0]) ? similarCommand(paths[0]) : undefined
  if (command !== undefined) await io.stderr.write(`${fill(messages.cli.similarCommand, { command })}\n`)
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

/** True for a word that names no file and no folder. */
function isMissing(path: string | undefined): path is string {
  return path !== undefined && /^[a-z-]+$/i.test(path) && path !== '-' && !existsSync(path)
}
