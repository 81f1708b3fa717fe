import { formatPosition, type Complaint } from '../../model/index.js'
import { complaintSentence, harmless, type Messages } from '../../report/index.js'

/** Complaints as compilers print them, one on a line: `file:line:column: sentence`. */
export function complaintLines(complaints: readonly Complaint[], say: Messages): string {
  return complaints
    .map((complaint) => `${harmless(formatPosition(complaint))}: ${complaintSentence(complaint, say)}\n`)
    .join('')
}
