import type { Language, Messages } from '../../report/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { ExitStatus } from '../exit-status.js'
import type { Io } from '../io.js'

/** What a command is called with: operands and options that have been checked, and the language to answer in. */
export interface CommandRun {
  readonly operands: readonly string[]
  readonly given: RawOptions
  readonly io: Io
  readonly say: Messages
  readonly language: Language
}

/** Runs one command. @throws ScreenError, or the signal's reason */
export type CommandAction = (run: CommandRun) => Promise<ExitStatus>
