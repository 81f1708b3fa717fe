import { formatPosition, type Complaint } from './complaint.js'
import { fillErrorSentence } from './error-sentence.js'
import { CAUSE_SENTENCES, ERROR_SENTENCES } from './error-sentences.js'
import type { ArgsOf } from './message.js'

type Sentences = typeof ERROR_SENTENCES

/**
 * Why a `ScreenError` was thrown: `usage`, wrong options or arguments · `configuration`, an invalid configuration,
 * lexicon or waivers file, or a missing optional package · `pattern`, a term the matcher cannot take ·
 * `matcher-bytes`, saved matcher data that is damaged or from another version · `busy`, a pool that has as many
 * documents as it may have: try again later · `internal`, a fault of secrecy-screen itself. A bad document never
 * throws: what could not be read of it is a gap.
 * @example
 * const status: Partial<Record<ErrorCode, number>> = { usage: 400, busy: 503 }
 */
export type ErrorCode = keyof Sentences

type KeysOf<Group> = Group extends object ? keyof Group & string : never

/**
 * What exactly was wrong: the code of a sentence.
 * @example
 * const isClosed = (error: unknown) =>
 *   error instanceof ScreenError && error.reason === ('pool-closed' satisfies ErrorReason)
 */
export type ErrorReason = KeysOf<Sentences[ErrorCode]>

type Lookup<Group, Reason extends string> = Group extends Readonly<Record<Reason, infer S extends string>> ? S : never
type SentenceOf<Reason extends ErrorReason> = Lookup<Sentences[ErrorCode], Reason>

/**
 * The arguments of an error: what was given, what is allowed. Never text of a screened document.
 * @example
 * const args: ErrorArgs<'file-unreadable'> = { file: 'report.docx', code: 'ENOENT' }
 */
export type ErrorArgs<Reason extends ErrorReason = ErrorReason> =
  Reason extends ErrorReason ? ArgsOf<SentenceOf<Reason>> : never

/**
 * What an error has besides its sentence: all mistakes found, and the error that caused it.
 * @example
 * const show = ({ complaints = [] }: ErrorDetails) => complaints.map(({ message }) => message)
 */
export interface ErrorDetails {
  readonly complaints?: readonly Complaint[]
  readonly cause?: unknown
}

/** A reason whose sentence has no `{names}` may be given alone. */
type Rest<Reason extends ErrorReason> = keyof ErrorArgs<Reason> extends never
  ? [args?: ErrorArgs<Reason>, details?: ErrorDetails]
  : [args: ErrorArgs<Reason>, details?: ErrorDetails]

/**
 * The only error class: wrong use of the library or of the command. `code` is the kind of error, `reason` what exactly
 * was wrong, `args` the arguments of its sentence, and `message` that sentence in English, followed by the complaints.
 * No error contains text of a screened document.
 * @example
 * try {
 *   await createScreener({ lexicons: ['our-terms.yaml'] })
 * } catch (error) {
 *   if (error instanceof ScreenError && error.code === 'configuration') console.error(error.details.complaints)
 *   else throw error
 * }
 */
export class ScreenError<Reason extends ErrorReason = ErrorReason> extends Error {
  override readonly name = 'ScreenError'
  readonly code: ErrorCode
  readonly args: ErrorArgs<Reason>
  readonly details: ErrorDetails

  constructor(readonly reason: Reason, ...[args, details = {}]: Rest<Reason>) {
    const [code, sentence] = lookUp(reason)
    const lines = (details.complaints ?? []).map((complaint) => `${formatPosition(complaint)}: ${complaint.message}`)
    const message = fillErrorSentence(sentence, args ?? {}, CAUSE_SENTENCES)
    super(
      lines.length > 0 ? `${message}:\n${lines.join('\n')}` : message,
      'cause' in details ? { cause: details.cause } : undefined,
    )
    this.code = code
    this.args = args ?? {} as ErrorArgs<Reason>
    this.details = details
  }
}

function lookUp(reason: ErrorReason): readonly [ErrorCode, string] {
  const kinds: readonly (readonly [string, Readonly<Record<string, string>>])[] = Object.entries(ERROR_SENTENCES)
  const [code, sentences] = kinds.find(([, group]) => Object.hasOwn(group, reason))!
  return [code as ErrorCode, sentences[reason]!]
}
