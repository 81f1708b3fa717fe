import type * as v from 'valibot'
import {
  COMPLAINT_SENTENCES, complain, type Complaint, type ComplaintArgs, type ComplaintReason, type SourcePosition,
} from '../model/index.js'

/** A value that fits its schema and the positions of its parts, or every way in which it does not fit. */
export type Validated<T> =
  | { readonly value: T; readonly positionOf: (path: KeyPath) => SourcePosition; readonly complaints: readonly [] }
  | { readonly value?: undefined; readonly complaints: readonly Complaint[] }

/** Keys and indexes that lead from the top of a value to one inside it. */
export type KeyPath = readonly (string | number)[]

/** Reasons that need no arguments. */
type SimpleReason = {
  [Reason in ComplaintReason]: keyof ComplaintArgs<Reason> extends never ? Reason : never
}[ComplaintReason]

/** The message of a valibot check: a reason, which `issueComplaint` turns into a complaint. */
export function mistake(reason: SimpleReason): SimpleReason {
  return reason
}

/** The path at which a value does not fit its schema. */
export function issuePath(issue: v.BaseIssue<unknown>): KeyPath {
  return (issue.path ?? []).map((item) => item.key as string | number)
}

/** True for a key that the schema does not have. */
export function isUnknownKey({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never'
}

/** Makes a complaint of what valibot found. */
export function issueComplaint(issue: v.BaseIssue<unknown>, position: SourcePosition): Complaint {
  const { type, expected, received, message } = issue
  if (isUnknownKey(issue)) return complain(position, 'unknown-key')
  if (received === 'undefined') return complain(position, 'missing')
  if (Object.hasOwn(COMPLAINT_SENTENCES, message)) return complain(position, message as SimpleReason)
  // A file may be a secret one that was named by mistake or by an attacker: nothing of it is quoted.
  const quoted = position.file === undefined
  const what = { expected: expected ?? type }
  if (type === 'integer') {
    return quoted ? complain(position, 'not-whole', { received }) : complain(position, 'not-integer')
  }
  return quoted ? complain(position, 'wrong-value', { ...what, received }) : complain(position, 'not-allowed', what)
}

/** The path in JavaScript's notation, `rules[0].terms[2]`, hyphenated keys unquoted; empty for the top. */
export function formatKeyPath(path: KeyPath): string {
  return path
    .map((step, depth) => (typeof step === 'number' ? `[${step}]` : `${depth === 0 ? '' : '.'}${step}`))
    .join('')
}
