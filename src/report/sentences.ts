import {
  errorSentence, type Complaint, type Location, type Reason, type RemarkCode, type ScreenError,
  type Screening,
} from '../model/index.js'
import { harmless } from './harmless.js'
import { fill, type Messages } from './messages/index.js'

/** Where it is, in words: `第 2 页 第 3 段 · 页眉 (word/header1.xml)`. */
export function placeSentence(location: Location, say: Messages): string {
  const { report } = say
  const numbers = (['page', 'paragraph', 'line', 'column'] as const)
    .filter((field) => location[field] !== undefined)
    .map((field) => fill(report[field], { [field]: location[field]! }))
  const table = [
    ...(location.sheet ? [fill(report.sheet, { sheet: harmless(location.sheet) })] : []),
    ...(location.cell ? [fill(report.cell, { cell: harmless(location.cell) })] : []),
  ]
  const piece = location.name && location.name !== location.sheet ? ` (${harmless(location.name)})` : ''
  return [[...table, ...numbers].join(' '), say.parts[location.kind] + piece].filter((word) => word !== '').join(' · ')
}

/** A reason in words; an unknown code (a report of a newer version) stands for itself. */
export function reasonSentence(reason: Reason, say: Messages): string {
  const reasons: Readonly<Record<string, string>> = say.reasons
  const sentence = Object.hasOwn(reasons, reason.code) ? reasons[reason.code]! : harmless(reason.code)
  return fill(sentence, shownValues(reason.args))
}

/** A remark in words; an unknown code (a report of a newer version) stands for itself. */
export function remarkSentence(code: RemarkCode, say: Messages): string {
  const remarks: Readonly<Record<string, string>> = say.remarks
  return Object.hasOwn(remarks, code) ? remarks[code]! : harmless(code)
}

/** An error in words: what was given and what is allowed. */
export function faultSentence({ reason, args }: ScreenError, say: Messages): string {
  return errorSentence(say.errors[reason], shownValues(args), say.causes)
}

/** What is wrong in a file or an object a user wrote, in words, without the position. */
export function complaintSentence({ path, reason, args }: Complaint, say: Messages): string {
  const sentence = errorSentence(say.complaints[reason], shownValues(args), say.causes)
  return path === undefined ? sentence : `${harmless(path)}${say.report.separator}${sentence}`
}

/** What to do, once for all documents; a state-secret mark asks for the most, so it comes first. */
export function adviceSentences(screenings: readonly Screening[], { report }: Messages): string[] {
  const stateSecret = screenings.some(({ findings }) =>
    findings.some(({ category, severity }) => category === 'state-secret' && severity === 'block'))
  const blocked = screenings.some(({ verdict }) => verdict === 'block')
  return [
    ...(stateSecret ? [report.stateSecretAdvice] : blocked ? [report.blockAdvice] : []),
    ...(screenings.some(({ findings }) => findings.some(({ severity }) => severity === 'review'))
      ? [report.reviewAdvice]
      : []),
    ...(screenings.some(({ gaps }) => gaps.length > 0) ? [report.incompleteAdvice] : []),
  ]
}

function shownValues(args: Reason['args'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, harmless(String(value))]))
}
