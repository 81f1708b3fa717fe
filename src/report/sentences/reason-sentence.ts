import type { Reason, RemarkCode } from '../../model/index.js'
import { fill, type Messages } from '../messages/index.js'
import { escapeControls, escapeArgs } from '../text/escape-controls.js'

/** A reason in words; an unknown code (a report of a newer version) stands for itself. */
export function reasonSentence(reason: Reason, messages: Messages): string {
  const reasons: Readonly<Record<string, string>> = messages.reasons
  const sentence = Object.hasOwn(reasons, reason.code) ? reasons[reason.code]! : escapeControls(reason.code)
  return fill(sentence, escapeArgs(reason.args))
}

/** A remark in words; an unknown code (a report of a newer version) stands for itself. */
export function remarkSentence(code: RemarkCode, messages: Messages): string {
  const remarks: Readonly<Record<string, string>> = messages.remarks
  return Object.hasOwn(remarks, code) ? remarks[code]! : escapeControls(code)
}
