import { formatPosition, type Complaint } from '../../model/index.js'
import type { Messages } from '../../report/messages/index.js'
import { shownPath } from '../../report/text/index.js'
import { complaintSentence } from '../../report/sentences/index.js'

/** Complaints in the format of compilers, one per line: `file:line:column: sentence`. */
export function complaintLines(complaints: readonly Complaint[], messages: Messages): string {
  return complaints
    .map((complaint) => `${shownPath(formatPosition(complaint))}: ${complaintSentence(complaint, messages)}\n`)
    .join('')
}
