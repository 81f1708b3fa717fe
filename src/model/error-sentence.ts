import { causeOf, type Cause } from './cause.js'
import { fill, type MessageArgs } from './message.js'

/**
 * A sentence with its arguments. A `{code}` becomes the sentence of its cause, so that nobody has to know what
 * `EACCES` means.
 */
export function errorSentence(
  sentence: string, args: MessageArgs = {}, causes: Readonly<Record<Cause, string>>,
): string {
  const { code } = args
  return fill(sentence, code === undefined ? args : { ...args, code: fill(causes[causeOf(String(code))], { code }) })
}
