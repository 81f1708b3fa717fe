import { causeOf, type Cause } from './cause.js'
import { fill, type MessageArgs } from './message.js'

/** A sentence for each cause, and `withCode`, which joins one with its code. */
export type CauseSentences = Readonly<Record<Cause | 'withCode', string>>

/**
 * A sentence with its arguments. A `{code}` becomes the sentence of its cause with the code, so that nobody has to know
 * what `EACCES` means.
 */
export function errorSentence(sentence: string, args: MessageArgs, causes: CauseSentences): string {
  const { code } = args
  if (code === undefined) return fill(sentence, args)
  return fill(sentence, { ...args, code: fill(causes.withCode, { cause: causes[causeOf(String(code))], code }) })
}
