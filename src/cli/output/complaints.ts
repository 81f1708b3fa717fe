import { formatPosition, type Complaint } from '../../model/index.js'
import { harmless } from '../../report/index.js'

/** Complaints as compilers print them, one on a line: `file:line:column: message`. */
export function complaintLines(complaints: readonly Complaint[]): string {
  return complaints
    .map((complaint) => `${harmless(formatPosition(complaint))}: ${harmless(complaint.message)}\n`)
    .join('')
}
