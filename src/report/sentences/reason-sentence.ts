import type { Reason, RemarkCode } from '../../model/index.js'
import { fill, type Messages } from '../messages/index.js'
import { harmless, harmlessArgs } from '../text/harmless.js'

/** A reason in words; an unknown code (a report of a newer version) stands for itself. */
export function reasonSentence(reason: Reason, say: Messages): string {
  const reasons: Readonly<Record<string, string>> = say.reasons
  const sentence = Object.hasOwn(reasons, reason.code) ? reasons[reason.code]! : harmless(reason.code)
  return fill(sentence, harmlessArgs(reason.args))
}

/** A remark in words; an unknown code (a report of a newer version) stands for itself. */
export function remarkSentence(code: RemarkCode, say: Messages): string {
  const remarks: Readonly<Record<string, string>> = say.remarks
  return Object.hasOwn(remarks, code) ? remarks[code]! : harmless(code)
}
