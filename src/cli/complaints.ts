import type { Complaint } from '../model/index.js'
import { harmless } from '../report/index.js'

/** Complaints as compilers print them, one on a line: `file:line:column: message`. */
export function complaintLines(complaints: readonly Complaint[]): string {
  return complaints
    .map(({ file, line, column, message }) => `${harmless(file)}:${line}:${column}: ${harmless(message)}\n`)
    .join('')
}
