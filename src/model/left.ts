import type { Severity } from './rule.js'

/**
 * Kinds of content that a document is left with, although a reader of its pages does not see it or does not need it.
 * The findings of a kind have the rule `left.` and its name.
 * @example
 * const rules = LEFT_KINDS.map((kind) => `left.${kind}`)
 */
export const LEFT_KINDS = [
  // A person must look at these.
  'tracked-changes',   // deleted or moved text of tracked changes
  'comments',          // comments, replies, notes of a PDF
  'speaker-notes',
  'hidden-text',       // formatted not to show, in the colour of the page, off the page, on a hidden layer
  'hidden-cells',      // in hidden rows, columns and sheets, or strings that no cell shows
  'hidden-slides',
  'covered-content',   // under a shape or a picture
  'earlier-versions',  // of a PDF, or of earlier saves of a presentation
  'embedded-files',    // objects, workbooks behind charts
  'attachments',       // of PDF and OFD
  'macros',            // macros and scripts
  'internal-links',    // targets on an internal network
  'data-connections',  // where a workbook fetches data
  // These are in most files.
  'author',            // names of persons and organisations
  'edit-time',
  'properties',        // title, keywords and properties that the author added
  'local-paths',       // of files on the author's machine
  'field-codes',       // of fields and formulas with text
  'alt-text',
  'bookmarks',
  'form-data',         // names, defaults and choices of form fields
  'custom-data',       // custom XML
  'building-blocks',
  'seals',             // data of signatures and seals
  'mail-header',
  'picture-data',      // properties of a picture, such as place and camera
  'page-source',       // comments and hidden elements of a web page
] as const

/**
 * One of `LEFT_KINDS`.
 * @example
 * const kind: LeftKind = 'comments'
 */
export type LeftKind = (typeof LEFT_KINDS)[number]

/**
 * What content left in documents means. `publish`: as it says for each kind · `archive`: all of it is a note, for scans
 * of archives.
 * @example
 * LEFT_PROFILES.includes('archive') // true
 */
export const LEFT_PROFILES = ['publish', 'archive'] as const

/**
 * The severity of a kind of content left in a document; `off`: no finding.
 * @example
 * const comments: LeftSeverity = 'block'
 */
export type LeftSeverity = Severity | 'off'

/**
 * How findings of content left in documents are made: a profile, and kinds that differ from it.
 * @example
 * const left: LeftOptions = { 'comments': 'block', 'alt-text': 'off' }
 */
export type LeftOptions =
  & { readonly profile?: (typeof LEFT_PROFILES)[number] | undefined }
  & { readonly [Kind in LeftKind]?: LeftSeverity | undefined }

/** From this kind on, content is in most files. */
const FIRST_NOTE = LEFT_KINDS.indexOf('author')

/** The severity of a kind without options. */
export function usualSeverity(kind: LeftKind): Severity {
  return LEFT_KINDS.indexOf(kind) < FIRST_NOTE ? 'review' : 'note'
}

/** The severity of a kind. */
export function leftSeverity(kind: LeftKind, { profile = 'publish', ...kinds }: LeftOptions = {}): LeftSeverity {
  return kinds[kind] ?? (profile === 'archive' ? 'note' : usualSeverity(kind))
}

/** The kind of a rule `left.…`; undefined for other rules. */
export function leftKindOf(rule: string): LeftKind | undefined {
  return LEFT_KINDS.find((kind) => rule === `left.${kind}`)
}
