import { ScreenError } from '../model/index.js'
import { faultSentence, fill, harmless, messages, type Language, type Messages } from '../report/index.js'
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

/** The sentence of an error and its complaints. An error of any other class is a fault of the program. */
function faultText(error: unknown, say: Messages): string {
  if (!(error instanceof ScreenError)) {
    const message = error instanceof Error ? error.message : String(error)
    return `${fill(say.cli.internal, { message: harmless(message) })}\n`
  }
  const message = faultSentence(error, say)
  const sentence = fill(error.code === 'internal' ? say.cli.internal : say.cli.fault, { message })
  return `${sentence}\n${complaintLines(error.details.complaints ?? [], say)}`
}
