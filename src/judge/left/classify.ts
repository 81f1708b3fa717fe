import type { Block, DocumentFormat, LeftKind, Part, PartKind } from '../../model/index.js'
import { isDefaultName, isPlaceholder, lettersIn } from './machine-made.js'

/** A piece of text that a document is left with. */
export interface LeftText {
  readonly kind: LeftKind
  readonly text: string
  readonly block: Block
}

/** What is left in one part. Cost: linear in its blocks; text is read only where a block is not plainly visible. */
export function leftIn(part: Part, format: DocumentFormat): LeftText[] {
  if (ORDINARY.has(part.kind) && !DOCUMENTS.has(format)) return []
  const drawn = part.kind === 'annotation' && format === 'pdf' ? drawnText(part) : ''
  const found: LeftText[] = []
  for (const block of part.blocks) {
    if (block.echo || (block.visibility === 'visible' && !ALWAYS.has(part.kind))) continue
    const text = part.text.slice(block.start, block.end)
    const start = text.slice(0, MAX_READ)
    const kind = kindOf(part, block, start, format)
    if (!kind || isPlaceholder(text)) continue
    if (kind === 'comments' && drawn.includes(start.replace(/\s+/g, ''))) continue
    found.push({ kind, text, block })
  }
  return found
}

/** Units of a text by which its kind is told; bounds the cost of the patterns in a hostile document. */
const MAX_READ = 1000
/** Units of what annotations draw on the pages. */
const MAX_DRAWN = 20_000

/** Kinds of parts that are left whether they are visible or not. */
const ALWAYS: ReadonlySet<string> = new Set(['comment', 'notes', 'annotation'])
/** Kinds of parts in which formats without pages have much that does not show. */
const ORDINARY: ReadonlySet<string> = new Set(['body', 'markup', 'comment', 'style', 'link', 'alt-text'])

const WORD: ReadonlySet<DocumentFormat> = new Set(['docx', 'doc', 'odt', 'rtf', 'fodt', 'wordml', 'uof'])
const SHEETS: ReadonlySet<DocumentFormat> = new Set(['xlsx', 'xls', 'ods'])
const SLIDES: ReadonlySet<DocumentFormat> = new Set(['pptx', 'ppt', 'odp'])
const PAGES: ReadonlySet<DocumentFormat> = new Set(['pdf', 'ofd', 'xps', 'odg', 'vsdx'])
const WEB: ReadonlySet<DocumentFormat> = new Set(['html', 'epub'])
const PICTURES: ReadonlySet<DocumentFormat> = new Set(['png', 'jpg', 'gif', 'tiff', 'webp', 'heic'])
const MAIL: ReadonlySet<DocumentFormat> = new Set(['eml', 'msg', 'mbox'])
const OFFICE: ReadonlySet<DocumentFormat> = new Set([...WORD, ...SHEETS, ...SLIDES])
const DOCUMENTS: ReadonlySet<DocumentFormat> = new Set([...OFFICE, ...PAGES, ...WEB])

/** What a text that does not show, or is beside the pages, is left as; undefined for nothing. */
function kindOf(part: Part, block: Block, text: string, format: DocumentFormat): LeftKind | undefined {
  if (WEB.has(format)) return ofWeb(part, block, text)
  if (PICTURES.has(format)) return part.kind === 'metadata' && part.name === 'properties' ? 'picture-data' : undefined
  if (MAIL.has(format)) return part.kind === 'metadata' ? 'mail-header' : undefined
  if (!OFFICE.has(format) && !PAGES.has(format)) return undefined
  const classify = BY_PART[part.kind] ?? ofShownKind
  return classify({ part, block, text, format })
}

/** A piece of text, the part it is in, and the format of the document. */
interface Piece {
  readonly part: Part
  readonly block: Block
  readonly text: string
  readonly format: DocumentFormat
}

type Classify = (piece: Piece) => LeftKind | undefined

/** Kinds of parts beside the pages. */
const BY_PART: Readonly<Partial<Record<PartKind, Classify>>> = {
  'revision': ofRevision,
  'comment': ({ block, text }) => (block.visibility === 'metadata' ? ofName(text) : 'comments'),
  'annotation': ofAnnotation,
  'notes': ({ text }) => (lettersIn(text) >= LEAST_LETTERS ? 'speaker-notes' : undefined),
  'metadata': ofProperty,
  'link': ({ text }) => ofTarget(text),
  'field': ({ text }) => (
    AUTOMATIC_FIELD.test(text.trimStart()) || lettersIn(text) < LEAST_LETTERS ? undefined : 'field-codes'),
  'alt-text': ({ text }) => (lettersIn(text) < LEAST_LETTERS || AUTOMATIC_ALT.test(text) ? undefined : 'alt-text'),
  'bookmark': ofBookmark,
  'form-field': ({ block, text }) => (block.visibility === 'visible' || lettersIn(text) < 2 ? undefined : 'form-data'),
  'template': ({ block, text }) => (
    block.visibility === 'hidden' && /[^\s\d]/.test(text) ? 'building-blocks' : undefined),
  'custom-data': ofData,
  'markup': ofMarkup,
}

const LEAST_LETTERS = 2
/** Single signs of a page are hidden or covered by how programs set formulas and headings. */
const LEAST_ON_PAGES = 4

/** A kind of part that is on the pages: body, cells, headers, text boxes. */
function ofShownKind({ part, block: { visibility }, text, format }: Piece): LeftKind | undefined {
  if (visibility !== 'hidden' && visibility !== 'covered' && visibility !== 'deleted') return undefined
  if (part.kind === 'style' || part.kind === 'filename' || part.kind === 'watermark') return undefined
  const least = PAGES.has(format) ? LEAST_ON_PAGES : LEAST_LETTERS
  if (part.kind !== 'cell' && part.kind !== 'sheet-name' && lettersIn(text) < least) return undefined
  if (visibility === 'covered') return 'covered-content'
  if (visibility === 'deleted') return PAGES.has(format) ? 'earlier-versions' : 'tracked-changes'
  if (part.kind === 'sheet-name') return undefined
  if (SHEETS.has(format)) return text.trim() === '' ? undefined : 'hidden-cells'
  return SLIDES.has(format) ? 'hidden-slides' : 'hidden-text'
}

function ofRevision({ block: { visibility }, text, format }: Piece): LeftKind | undefined {
  if (visibility === 'metadata') return ofName(text)
  if (text.trim() === '' || visibility !== 'deleted') return undefined
  if (PAGES.has(format) && lettersIn(text) < LEAST_ON_PAGES) return undefined
  return PAGES.has(format) || format === 'ppt' ? 'earlier-versions' : 'tracked-changes'
}

/** A note of a PDF has no line: what it draws on the page has one. */
function ofAnnotation({ block: { visibility, place }, text, format }: Piece): LeftKind | undefined {
  if (visibility === 'metadata') return format === 'pdf' ? ofName(text) : undefined
  if (format === 'ofd' || lettersIn(text) < LEAST_LETTERS) return undefined
  if (visibility === 'visible') return place.line === undefined ? 'comments' : undefined
  return place.line === undefined ? 'comments' : 'hidden-text'
}

function ofName(text: string): LeftKind | undefined {
  return isDefaultName(text) ? undefined : 'author'
}

const AUTHOR = new RegExp('^(?:(?:dc:|meta:)?(?:creator|initial-creator|printed-by)|author|operator|lastmodifiedby|'
  + 'lastauthor|company|manager)(?:: ?|$)', 'i')
const EDIT_TIME = /^(?:TotalTime|editing-duration|editing-cycles|Revision|edmins): ?(?!P?T?0S?$)/i
const CONTENT = /^(?:title|subject|keywords?|description|comments|category|contentStatus|doccomm): ?/i
const PATH = /(?:^|[\s"'(=:])(?:file:\/\/\/)?[a-z]:[\\/][^\s"']/i
const MADE_BY_PROGRAMS = /^(?:KSO|ICV|_MarkAsFinal|ContentTypeId|_dlc|MSIP_|GrammarlyDocument|CSL|Mendeley|ZOTERO)/

function ofProperty({ part, block, text, format }: Piece): LeftKind | undefined {
  if (PATH.test(text)) return ofPath(text)
  if (format === 'pdf') return part.name === 'Info' && block.label === 'Author' ? ofName(text) : undefined
  if (format === 'ofd') return /\/Signs?\/|^signedvalue|\.esl$/i.test(part.name) ? 'seals' : ofOfdProperty(text)
  if (/settings\.xml$/i.test(part.name)) return undefined
  if (/custom\.xml$/i.test(part.name)) {
    return MADE_BY_PROGRAMS.test(text) || lettersIn(text) < LEAST_LETTERS ? undefined : 'properties'
  }
  return PROPERTY_PARTS.test(part.name) || format === 'rtf' ? ofOfficeProperty(text) : undefined
}

/** In OFD the creator is a program. */
function ofOfdProperty(text: string): LeftKind | undefined {
  return text.startsWith('Creator') ? undefined : ofOfficeProperty(text)
}

const PROPERTY_PARTS = /(?:core|app)\.xml$|meta\.xml$|SummaryInformation$|^$/i

function ofOfficeProperty(text: string): LeftKind | undefined {
  const value = text.slice(text.indexOf(':') + 1).trim()
  if (AUTHOR.test(text)) return value === '' ? undefined : ofName(value)
  if (EDIT_TIME.test(text) && value !== '0' && value !== '1') return 'edit-time'
  return CONTENT.test(text) && lettersIn(value) >= LEAST_LETTERS && !isDefaultName(value) ? 'properties' : undefined
}

/** Private addresses, names without a domain, shares, and the endings of internal networks. */
const INTERNAL = new RegExp(
  '^(?:\\w+://)?(?:[^/@\\s]*@)?(?:10\\.\\d{1,3}|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))(?:\\.\\d{1,3}){2}(?=[:/]|$)'
  + '|^(?:file:)?(?:\\\\\\\\|//(?=[^/]+/))[\\w.-]+[\\\\/]|^file://(?!/|localhost/)[\\w.-]+/'
  + '|^\\w+://[\\w.-]+\\.(?:local|lan|intranet|internal|corp)(?=[:/]|$)', 'i')

function ofTarget(text: string): LeftKind | undefined {
  if (INTERNAL.test(text)) return 'internal-links'
  return PATH.test(text) || /^file:\/\/\//i.test(text) ? ofPath(text) : undefined
}

/** A folder that every machine has says nothing of its owner. */
function ofPath(text: string): LeftKind | undefined {
  return /[\\/](?:Administrator|Public|Default|Admin|User)[\\/]|:[\\/](?:Windows|Program Files)/i.test(text)
    ? undefined : 'local-paths'
}

/** Codes that Word and WPS write by themselves. */
const AUTOMATIC_FIELD = new RegExp(
  '^=? ?(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|HYPERLINK|SEQ|REF|NOTEREF|STYLEREF|EMBED|SHAPE|EQ|DATE|TIME|'
  + 'CREATEDATE|SAVEDATE|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|ADDIN|LISTNUM|SYMBOL|PRINTDATE|_xlfn\\.DISPIMG|DISPIMG|'
  + 'QUOTE|MERGEFORMAT)\\b', 'i')

/** Names that programs give: all of ASCII, as authors in Chinese offices write Chinese ones. */
const AUTOMATIC_NAME = /^[\0-\x7f]*$/
const AUTOMATIC_ALT = new RegExp(
  '^(?:(?:图片|图像|图形|文本框|矩形|组合|图表|直线|形状|对象|椭圆|任意多边形|标题|副标题|内容占位符|日期占位符|页脚占位符|灯片编号占位符|'
  + '直接连接符|自选图形|picture|image|text ?box|chart|group|shape|rectangle|object|comment|title|subtitle|'
  + 'content placeholder)[ \\d]*|[\\w.() -]*\\.(?:png|jpe?g|gif|bmp|emf|wmf)|IMG_\\d+|'
  + '.*(?:描述已自动生成|Description automatically generated).*)$', 'i')

function ofBookmark({ block: { visibility }, text, format }: Piece): LeftKind | undefined {
  return visibility === 'visible' || AUTOMATIC_NAME.test(text) || !WORD.has(format) ? undefined : 'bookmarks'
}

/** Data of the author; text swept from bytes of programs, and the data that Office writes itself, are not. */
function ofData({ part, text, format }: Piece): LeftKind | undefined {
  if (/connections\.xml$/i.test(part.name)) return CONNECTION.test(text) ? 'data-connections' : undefined
  if (/externalLink/i.test(part.name)) return ofTarget(text)
  if (!/customXml\/item\d*\.xml$/i.test(part.name) && format !== 'ofd') return undefined
  return /[\p{Script=Han}]{2}/u.test(text) ? 'custom-data' : undefined
}

const CONNECTION = /(?:Data Source|Server|Provider|Database|DSN|odbc|jdbc)\s*[=:]|^\w+:\/\/|select\s.+\sfrom\s/i

/** Modules of macros and scripts; what is not code says where a link goes. */
function ofMarkup({ part, block: { visibility }, text }: Piece): LeftKind | undefined {
  if (part.name === 'script' || part.name === 'actions') return SCRIPT.test(text) ? 'macros' : undefined
  if (visibility !== 'hidden' || !MODULE.test(part.name)) return undefined
  return /^\s*(?:Attribute VB_|Option |'|$)/i.test(text) ? undefined : 'macros'
}

const MODULE = /vbaProject\.bin\/|(?:^|\/)(?:Macros|_VBA_PROJECT_CUR|VBA)(?:\/|$)|macro/i
const SCRIPT = /[=;(){}]/

function ofWeb(part: Part, { visibility }: Block, text: string): LeftKind | undefined {
  const isSource = part.kind === 'comment' || (part.kind === 'body' && visibility === 'hidden')
  return isSource && /[\p{Script=Han}]{2}/u.test(text) ? 'page-source' : undefined
}

/** What annotations draw on the pages, without white space: the contents of a text box repeat it. */
function drawnText({ text, blocks }: Part): string {
  return blocks.filter(({ place }) => place.line !== undefined)
    .map(({ start, end }) => text.slice(start, end)).join('').slice(0, MAX_DRAWN).replace(/\s+/g, '')
}
