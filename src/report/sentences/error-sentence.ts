import { errorSentence, type Complaint, type ScreenError } from '../../model/index.js'
import type { Messages } from '../messages/index.js'
import { harmless, harmlessArgs } from '../text/harmless.js'

/** An error in words: what was given and what is allowed. */
export function faultSentence({ reason, args }: ScreenError, say: Messages): string {
  return errorSentence(say.errors[reason], harmlessArgs(args), say.causes)
}

/** What is wrong in a file or an object a user wrote, in words, without the position. */
export function complaintSentence({ path, reason, args }: Complaint, say: Messages): string {
  const sentence = errorSentence(say.complaints[reason], harmlessArgs(args), say.causes)
  return path === undefined ? sentence : `${harmless(path)}${say.report.separator}${sentence}`
}
