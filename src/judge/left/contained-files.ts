import type { DocumentFormat, LeftKind, Reading } from '../../model/index.js'

/** A file inside a document that a reader of its pages does not see. */
export interface ContainedFile {
  readonly kind: LeftKind
  readonly name: string
}

/**
 * The files inside a document, but not the pictures it shows and the equations it sets. Members of archives and of mail
 * are what those consist of. Cost: a search through the bytes of small objects of unknown programs.
 */
export function containedFiles(path: string, { format, members }: Reading): ContainedFile[] {
  const kind = ATTACHING.has(format) ? 'attachments' : EMBEDDING.has(format) ? 'embedded-files' : undefined
  if (!kind) return []
  return members
    .filter(({ path: name, bytes }) => !OWN_NAME.test(lastName(name)) && (format === 'pdf' || !isOrdinary(bytes)))
    .map((member) => ({ kind, name: member.path.slice(path.length + 1) }))
}

const ATTACHING: ReadonlySet<DocumentFormat> = new Set(['pdf', 'ofd'])
const EMBEDDING: ReadonlySet<DocumentFormat> = new Set([
  'docx', 'xlsx', 'pptx', 'doc', 'xls', 'ppt', 'odt', 'ods', 'odp', 'odg', 'rtf', 'fodt', 'wordml',
])

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
}

/** Pictures, metafiles, equations and empty objects. */
function isOrdinary(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SEARCHED))
  if (PICTURE.test(head.subarray(0, HEAD).toString('latin1'))) return true
  return head.length >= HEAD && head.readUInt32BE(0) === COMPOUND && EQUATIONS.some((name) => head.includes(name))
}

/** Names that readers give to pictures and to packed data of drawings, and of data of WPS. */
const OWN_NAME = /^(?:(?:picture|thumbnail|remains|packed)-\d|ETExtData$)/
const HEAD = 64
const SEARCHED = 1 << 20
const COMPOUND = 0xd0cf11e0
/** Names of the streams of Equation Editor and MathType, and of pictures that a compound file holds. */
const EQUATIONS = ['Equation Native', 'MathType', 'Equation.'].map((name) => Buffer.from(name, 'utf16le'))
  .concat(Buffer.from('Equation.'))
const PICTURE = new RegExp(
  '^(?:\\x89PNG|\\xff\\xd8\\xff|GIF8|BM|II\\*\\0|MM\\0\\*|\\xd7\\xcd\\xc6\\x9a|'
  + '\\x01\\0\\0\\0.{36} EMF|\\x01\\0\\x09\\0|RIFF....WEBP|\\x97JB2)', 's')
