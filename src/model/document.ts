import type { DocumentFormat } from './format.js'
import type { Gap } from './gap.js'
import type { Part } from './part.js'

/** One thing to publish: its bytes and its name. */
export interface Document {
  /** Path or name as the user gave it. A member of a container appends `!member/path`. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Formats in which `Place.line` is a line of the file itself. */
export const LINE_FORMATS: ReadonlySet<DocumentFormat> = new Set(['text', 'csv', 'data', 'markdown', 'html', 'xml'])

/** What a reader extracted from one document. */
export interface Reading {
  /** The format of the bytes, which can differ from the extension of the file name. */
  readonly format: DocumentFormat
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
  /** Documents inside this one: members of an archive, attachments. Each is screened separately. */
  readonly members: readonly Document[]
}
