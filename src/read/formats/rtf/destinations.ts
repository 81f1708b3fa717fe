import type { PartKind, Visibility } from '../../../model/index.js'

/** Destinations with paragraphs of their own. */
export const FLOWS: ReadonlyMap<string, PartKind> = new Map([
  ['header', 'header'], ['headerl', 'header'], ['headerr', 'header'], ['headerf', 'header'],
  ['footer', 'footer'], ['footerl', 'footer'], ['footerr', 'footer'], ['footerf', 'footer'],
  ['footnote', 'footnote'], ['annotation', 'comment'], ['shptxt', 'textbox'], ['dptxbxtext', 'textbox'],
])

/** Marked with a star and yet only frames around text that has its own meaning. */
export const FRAMES: ReadonlySet<string> = new Set([
  'shpinst', 'shppict', 'do', 'ud', 'moMath', 'moMathPara', 'mr', 'nesttableprops', 'shpgrp', 'background',
  'pnseclvl', 'userprops',
  'formfield', 'pn', 'docvar', 'mmath', 'revtbl', 'atrfstart', 'atrfend',
])

/** Destinations whose text is one line, and what the line is. */
export const LINES: ReadonlyMap<string, readonly [PartKind, Visibility]> = new Map([
  ['fldinst', ['field', 'hidden']], ['datafield', ['field', 'hidden']], ['xe', ['field', 'hidden']],
  ['tc', ['field', 'hidden']],
  ['htmltag', ['markup', 'hidden']], ['mhtmltag', ['markup', 'hidden']],
  ['bkmkstart', ['bookmark', 'metadata']], ['bkmkend', ['bookmark', 'metadata']],
  ['atnauthor', ['comment', 'metadata']], ['atnid', ['comment', 'metadata']],
  ['ffname', ['form-field', 'hidden']], ['ffdeftext', ['form-field', 'hidden']], ['ffl', ['form-field', 'hidden']],
  ['ffhelptext', ['form-field', 'hidden']], ['ffstattext', ['form-field', 'hidden']],
  ['ffformat', ['form-field', 'hidden']],
  ['template', ['metadata', 'metadata']], ['userprops', ['metadata', 'metadata']], ['docvar', ['metadata', 'metadata']],
  ['pgdsctbl', ['style', 'metadata']], ['generator', ['metadata', 'metadata']], ['revtbl', ['revision', 'metadata']],
  ['listname', ['style', 'metadata']],
  ['leveltext', ['style', 'metadata']], ['falt', ['style', 'metadata']], ['pntxta', ['style', 'metadata']],
  ['pntxtb', ['style', 'metadata']],
])

/** Properties of the document (`\info`), each reported with its name. */
export const INFO: ReadonlySet<string> = new Set([
  'title', 'subject', 'author', 'manager', 'company', 'operator', 'category', 'keywords', 'comment', 'doccomm',
  'hlinkbase',
])
