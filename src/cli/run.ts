import { ScreenError } from '../model/index.js'
import type { Language } from '../report/index.js'
import { fill, messagesIn, type Messages } from '../report/messages/index.js'
import { maskText } from '../mask/index.js'
import { defuseCommands, escapeControls } from '../report/text/index.js'
import { errorSentence } from '../report/sentences/index.js'
import { messageLanguage } from './command-line/message-language.js'
import { FORMATS } from './command-line/choices.js'
import { parse } from './command-line/parse.js'
import { loadCommand } from './commands/load.js'
import type { ExitStatus } from './exit-status.js'
import type { Io, OutputStream } from './io.js'
import { complaintLines } from './output/complaints.js'

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
  const stdout = FOR_PROGRAMS.has(options.format ?? '') ? io.stdout : withoutCommands(io.stdout)
  const streams = withStreams(io, { stdout, stderr: io.stderr })
  return action({ operands, options, io: streams, messages: messagesIn(language), language })
}

/** Standard input is opened only when a command reads it. */
function withStreams(io: Io, { stdout, stderr }: Pick<Io, 'stdout' | 'stderr'>): Io {
  return {
    get stdin() {
      return io.stdin
    },
    stdout, stderr, env: io.env, signal: io.signal,
  }
}

/** Formats whose lines begin with signs of their own; `github` consists of commands. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set(FORMATS.filter((format) => format !== 'terminal'))

/** A stream whose lines no build server takes for commands, whatever a document, a path or a wrapped line says. */
function withoutCommands(stream: OutputStream): OutputStream {
  const { isTTY, columns, write } = stream
  return {
    isTTY, columns,
    write: (content) => write(typeof content === 'string' ? defuseCommands(content) : content),
  }
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
