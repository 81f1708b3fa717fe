import type { Language } from '../../report/index.js'
import type { Messages } from '../../report/messages/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { ExitStatus } from '../exit-status.js'
import type { Io } from '../io.js'

/** What a command runs with: checked operands and options, the process around it, and the language to answer in. */
export interface CommandContext {
  readonly operands: readonly string[]
  readonly options: RawOptions
  readonly io: Io
  readonly messages: Messages
  readonly language: Language
}

/** Runs one command. @throws ScreenError, or the signal's reason */
export type CommandAction = (context: CommandContext) => Promise<ExitStatus>
