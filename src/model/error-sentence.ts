import { causeOf, type Cause } from './cause.js'
import { fill, type MessageArgs } from './message.js'

/** A sentence for each cause, and `withCode`, which joins one with its code. */
export type CauseSentences = Readonly<Record<Cause | 'withCode', string>>

/** Fills in the arguments of a sentence. `{code}` is replaced by the sentence of its cause, followed by the code. */
export function fillErrorSentence(sentence: string, args: MessageArgs, causes: CauseSentences): string {
  const { code } = args
  if (code === undefined) return fill(sentence, args)
  return fill(sentence, { ...args, code: fill(causes.withCode, { cause: causes[causeOf(String(code))], code }) })
}
