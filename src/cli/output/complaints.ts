import { formatPosition, type Complaint } from '../../model/index.js'
import { complaintSentence, harmless, type Messages } from '../../report/index.js'

/** Complaints in the format of compilers, one per line: `file:line:column: sentence`. */
export function complaintLines(complaints: readonly Complaint[], messages: Messages): string {
  return complaints
    .map((complaint) => `${harmless(formatPosition(complaint))}: ${complaintSentence(complaint, messages)}\n`)
    .join('')
}
