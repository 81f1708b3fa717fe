import type * as v from 'valibot'
import type { Complaint, SourcePosition } from '../model/index.js'

/** A value that fits its schema and the positions of its parts, or every way in which it does not fit. */
export type Validated<T> =
  | { readonly value: T; readonly positionOf: (path: KeyPath) => SourcePosition; readonly complaints: readonly [] }
  | { readonly value?: undefined; readonly complaints: readonly Complaint[] }

/** Keys and indexes that lead from the top of a value to one inside it. */
export type KeyPath = readonly (string | number)[]

/** One way in which a value does not fit a schema. */
export interface SchemaIssue {
  readonly path: KeyPath
  readonly kind: 'unknown-key' | 'missing' | 'invalid'
  /** One line of English, without the path. */
  readonly message: string
}

/** Describes what valibot found. */
export function describeIssue(issue: v.BaseIssue<unknown>): SchemaIssue {
  const path = (issue.path ?? []).map((item) => item.key as string | number)
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { path, kind: 'unknown-key', message: 'unknown key' }
  }
  if (issue.received === 'undefined') return { path, kind: 'missing', message: 'missing' }
  return { path, kind: 'invalid', message: sentence(issue) }
}

function sentence(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation' || !issue.message.startsWith('Invalid')) return issue.message
  return `must be ${issue.expected ?? 'something else'}, not ${issue.received}`
}

/** The path in JavaScript's notation, `rules[0].terms[2]`, hyphenated keys unquoted; empty for the top. */
export function formatKeyPath(path: KeyPath): string {
  return path
    .map((step, depth) => (typeof step === 'number' ? `[${step}]` : `${depth === 0 ? '' : '.'}${step}`))
    .join('')
}
