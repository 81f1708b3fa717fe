import { CAUSE_SENTENCES } from './error-sentences.js'
import { fillErrorSentence } from './error-sentence.js'
import { COMPLAINT_SENTENCES } from './complaint-sentences.js'
import type { ArgsOf } from './message.js'

/**
 * A position in a file. Lines and columns count from 1.
 * @example
 * const position: FilePosition = { file: 'our-terms.yaml', line: 3, column: 7 }
 */
export interface FilePosition {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The path of a value in the file, `rules[0].terms[1]`, where the mistake is in one value. */
  readonly path?: string | undefined
  readonly key?: undefined
}

/**
 * A value inside an object given to the library: `lexicons[0].rules[2].terms[1]`.
 * @example
 * const position: KeyPosition = { key: 'lexicons[0].rules[2].terms[1]' }
 */
export interface KeyPosition {
  readonly key: string
  readonly file?: undefined
  readonly line?: undefined
  readonly column?: undefined
  readonly path?: undefined
}

/**
 * Where a user wrote something: in a file, or in an object given to the library.
 * @example
 * const show = ({ key, file, line }: SourcePosition) => key ?? `${file}:${line}`
 */
export type SourcePosition = FilePosition | KeyPosition

/**
 * What kind of mistake it is: the code of a sentence.
 * @example
 * const isMissing = ({ reason }: Complaint) => reason === ('missing' satisfies ComplaintReason)
 */
export type ComplaintReason = keyof typeof COMPLAINT_SENTENCES

/**
 * The arguments of a complaint.
 * @example
 * const args: ComplaintArgs<'wrong-value'> = { expected: '"block"', received: '"grave"' }
 */
export type ComplaintArgs<Reason extends ComplaintReason = ComplaintReason> =
  Reason extends ComplaintReason ? ArgsOf<(typeof COMPLAINT_SENTENCES)[Reason]> : never

/**
 * One mistake in a configuration, a lexicon, a waivers file or an options object. `message` is one line of English.
 * @example
 * const show = ({ key, file, line, message }: Complaint) => `${key ?? `${file}:${line}`}: ${message}`
 */
export type Complaint = SourcePosition & {
  readonly reason: ComplaintReason
  readonly args: ComplaintArgs
  readonly message: string
}

/** Makes a complaint; one whose sentence has no `{names}` needs no arguments. */
export function complain<Reason extends ComplaintReason>(
  position: SourcePosition,
  reason: Reason,
  ...[args = {} as ComplaintArgs<Reason>]: keyof ComplaintArgs<Reason> extends never ? [] : [ComplaintArgs<Reason>]
): Complaint {
  const sentence = fillErrorSentence(COMPLAINT_SENTENCES[reason], args, CAUSE_SENTENCES)
  const message = position.path === undefined ? sentence : `${position.path}: ${sentence}`
  return { ...position, reason, args, message }
}

/** `file:line:column`, as compilers print it, or the path of the key. */
export function formatPosition(position: SourcePosition): string {
  return position.key ?? `${position.file}:${position.line}:${position.column}`
}
