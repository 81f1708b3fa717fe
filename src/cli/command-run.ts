import type { Language, Messages } from '../report/index.js'
import type { ExitStatus } from './exit-status.js'
import type { Io } from './io.js'
import type { Given } from './options.js'

/** What a command works with: values that have been checked, and the language of its answer. */
export interface CommandRun {
  readonly operands: readonly string[]
  readonly given: Given
  readonly io: Io
  readonly say: Messages
  readonly language: Language
}

/** Does what one command is for. @throws ScreenError, or the signal's reason */
export type CommandAction = (run: CommandRun) => Promise<ExitStatus>
