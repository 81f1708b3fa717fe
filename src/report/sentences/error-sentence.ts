import { fillErrorSentence, type Complaint, type ScreenError } from '../../model/index.js'
import type { Messages } from '../messages/index.js'
import { escapeControls, escapeArgs } from '../text/escape-controls.js'

/** An error in words. */
export function errorSentence({ reason, args }: ScreenError, messages: Messages): string {
  return fillErrorSentence(messages.errors[reason], escapeArgs(args), messages.causes)
}

/** A complaint in words, with its path and without its position. */
export function complaintSentence({ path, reason, args }: Complaint, messages: Messages): string {
  const sentence = fillErrorSentence(messages.complaints[reason], escapeArgs(args), messages.causes)
  return path === undefined ? sentence : `${escapeControls(path)}${messages.report.separator}${sentence}`
}
