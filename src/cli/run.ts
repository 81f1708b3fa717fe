import { ScreenError } from '../model/index.js'
import type { Language } from '../report/index.js'
import { fill, messagesIn, type Messages } from '../report/messages/index.js'
import { maskText } from '../mask/index.js'
import { escapeControls } from '../report/text/index.js'
import { errorSentence } from '../report/sentences/index.js'
import { messageLanguage } from './command-line/message-language.js'
import { parse } from './command-line/parse.js'
import { loadCommand } from './commands/load.js'
import type { ExitStatus } from './exit-status.js'
import { withStreams, type Io } from './io.js'
import { complaintLines } from './output/complaints.js'
import { withoutCommands } from './output/without-commands.js'

/** Runs the command: arguments in, exit status out; all output goes through `io`. Never throws. */
export async function run(argv: readonly string[], given: Io): Promise<ExitStatus> {
  const io = withStreams(given, { stdout: given.stdout, stderr: withoutCommands(given.stderr) })
  const messages = messagesIn(messageLanguage(argv, io.env))
  try {
    return await invoke(argv, io, messages)
  } catch (error) {
    if (io.signal.aborted) {
      await io.stderr.write(`${messages.cli.interrupted}\n`)
      return 130
    }
    await io.stderr.write(errorText(error, messages))
    return error instanceof ScreenError && error.code !== 'internal' ? 2 : 4
  }
}

async function invoke(argv: readonly string[], io: Io, messages: Messages): Promise<ExitStatus> {
  const invocation = parse(argv, messages, io.stdout.columns)
  if (invocation.command === 'show') {
    await io.stdout.write(invocation.text)
    return 0
  }
  const { command, operands, options } = invocation
  const language = (options.lang ?? 'zh-CN') as Language
  const action = await loadCommand(command)
  const streams = withStreams(io, { stdout: withoutCommands(io.stdout, options.format), stderr: io.stderr })
  return action({ operands, options, io: streams, messages: messagesIn(language), language })
}

/** The message of an error and its complaints. An error of any other class is a bug in the program. */
function errorText(error: unknown, messages: Messages): string {
  if (!(error instanceof ScreenError)) {
    const message = error instanceof Error ? error.message : String(error)
    return `${fill(messages.cli.internalError, { message: escapeControls(maskText(message)) })}\n`
  }
  const message = errorSentence(error, messages)
  const sentence = fill(error.code === 'internal' ? messages.cli.internalError : messages.cli.error, { message })
  return `${sentence}\n${complaintLines(error.details.complaints ?? [], messages)}`
}
