import type { DocumentFormat } from './format.js'
import type { Gap } from './gap.js'
import type { Part } from './part.js'

/** The bytes of one thing to publish and the name they came under. */
export interface Document {
  /** As the user named it; members of containers append `!member/path`. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Formats that are plain text to the eye: a `Place.line` of theirs is a line of the file. */
export const LINED_FORMATS: ReadonlySet<DocumentFormat> = new Set(['text', 'csv', 'data', 'markdown', 'html', 'xml'])

/** All that a reader found in one document: what it says, what could not be read, what it contains. */
export interface Reading {
  /** What the bytes are, whatever the file name says. */
  readonly format: DocumentFormat
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
  /** Documents inside this one (members of an archive, attachments); screened as documents of their own. */
  readonly members: readonly Document[]
}
