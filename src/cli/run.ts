import { ScreenError } from '../model/index.js'
import { fill, harmless, messages, type Language, type Messages } from '../report/index.js'
import { loadCommand } from './commands/load.js'
import { complaintLines } from './output/complaints.js'
import type { ExitStatus } from './exit-status.js'
import type { Io } from './io.js'
import { spokenLanguage } from './command-line/message-language.js'
import { parse } from './command-line/parse.js'

/**
 * The command, without the process around it: arguments in, exit status out, everything said goes through `io`.
 * Never throws.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitStatus> {
  const say = messages(spokenLanguage(argv, io.env))
  try {
    return await invoke(argv, io, say)
  } catch (error) {
    if (io.signal.aborted) {
      await io.stderr.write(`${say.cli.interrupted}\n`)
      return 130
    }
    await io.stderr.write(faultText(error, say))
    return error instanceof ScreenError && error.code !== 'internal' ? 2 : 4
  }
}

async function invoke(argv: readonly string[], io: Io, say: Messages): Promise<ExitStatus> {
  const invocation = parse(argv, say, io.stdout.columns)
  if (invocation.command === 'show') {
    await io.stdout.write(invocation.text)
    return 0
  }
  const { command, operands, given } = invocation
  const language = (given.lang ?? 'zh-CN') as Language
  const action = await loadCommand(command)
  return action({ operands, given, io, say: messages(language), language })
}

/** The first line of the message; what it repeats of the complaints below is left out. */
function faultText(error: unknown, say: Messages): string {
  const internal = !(error instanceof ScreenError) || error.code === 'internal'
  const message = error instanceof Error ? error.message : String(error)
  const complaints = error instanceof ScreenError ? (error.details.complaints ?? []) : []
  const first = complaints.length > 0 ? message.split('\n', 1)[0]! : message
  const sentence = fill(internal ? say.cli.internal : say.cli.fault, { message: harmless(first) })
  return `${sentence}\n${complaintLines(complaints)}`
}
