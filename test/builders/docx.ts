/**
 * Builds .docx packages from a description that reads like the document.
 *
 *   docx({
 *     header: [p('机密', run('★', { bold: true }))],            // firstHeader, evenHeader, footer likewise
 *     body: [
 *       '一个段落',                                              // a string is a paragraph
 *       p('正文', hidden('隐藏'), del('删除', '张三'), ins('插入'), footnote('脚注文字'), comment('批注文字', '李四')),
 *       table([['密级', '机密'], ['期限', p('10年')]]),
 *       textbox('框内文字'), watermark('机密'), pageBreak(),
 *       p(link('看这里', 'http://example.com/'), field('IF 1 = 1', '结果'), bookmark('书签名')),
 *     ],
 *     properties: { core: { title: '题名' }, app: { Company: '公司' }, custom: { 密级: '机密' } },
 *     media: { 'image1.png': bytes }, embeddings: { 'a.xlsx': bytes }, parts: { 'word/any.xml': '<any/>' },
 *   })
 *
 * Every function below gives a `Piece`: markup with what it needs elsewhere in the package (relations, notes, comments), which
 * `docx` collects. `xml(markup)` puts in WordprocessingML as it stands. `strict: true` writes
 * the namespaces of strict files.
 */
import { zip } from './zip.js'

export interface Piece {
  readonly xml: string
  readonly relations?: readonly Relation[]
  readonly footnotes?: readonly Note[]
  readonly endnotes?: readonly Note[]
  readonly comments?: readonly Note[]
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly external?: boolean
}

interface Note {
  readonly id: number
  readonly author?: string
  readonly content: readonly Content[]
}

/** A string stands for a paragraph among blocks and for a run within a paragraph. */
export type Content = string | Piece

export interface Description {
  readonly body?: readonly Content[]
  readonly header?: readonly Content[]
  readonly firstHeader?: readonly Content[]
  readonly evenHeader?: readonly Content[]
  readonly footer?: readonly Content[]
  readonly glossary?: readonly Content[]
  readonly properties?: {
    readonly core?: Readonly<Record<string, string>>
    readonly app?: Readonly<Record<string, string>>
    readonly custom?: Readonly<Record<string, string>>
  }
  /** Document variables. */
  readonly variables?: Readonly<Record<string, string>>
  /** Styles by name, with their run properties: `{ 隐藏式: '<w:vanish/>' }`; the style's id is its name. */
  readonly styles?: Readonly<Record<string, string>>
  /** Texts of one list's levels: `['第%1条']`; numbered paragraphs are written with `numbered`. */
  readonly numbering?: readonly string[]
  readonly customXml?: readonly string[]
  readonly media?: Readonly<Record<string, Uint8Array>>
  readonly embeddings?: Readonly<Record<string, Uint8Array>>
  /** Alternative-format chunks, shown at the body's end: `{ 'chunk.html': '<p>…' }`. */
  readonly chunks?: Readonly<Record<string, string>>
  /** Texts of charts and of SmartArt drawings. */
  readonly charts?: readonly (readonly string[])[]
  readonly diagrams?: readonly (readonly string[])[]
  /** Further entries by their full names; they replace what would be written under that name. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
  readonly strict?: boolean
  /** `docx` when absent. */
  readonly type?: 'docx' | 'docm' | 'dotx' | 'dotm'
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const NAMESPACES = Object.entries({
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: OFFICE,
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  dgm: 'http://schemas.openxmlformats.org/drawingml/2006/diagram',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
}).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ')

const STRICT_NAMESPACES = NAMESPACES
  .replace('http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main')
  .replace(OFFICE, STRICT)
  .replaceAll(/http:\/\/schemas\.openxmlformats\.org\/drawingml\/2006\//g, 'http://purl.oclc.org/ooxml/drawingml/')
  .replace('http://schemas.openxmlformats.org/officeDocument/2006/math', 'http://purl.oclc.org/ooxml/officeDocument/math')

/** The bytes of the package. */
export function docx(description: Description): Uint8Array {
  return zip({ ...docxParts(description) })
}

/** The entries of the package, for tests that break them before they are zipped. */
export function docxParts(description: Description): Readonly<Record<string, string | Uint8Array>> {
  const story = new Story(description.strict ?? false)
  const parts: Record<string, string | Uint8Array> = {}
  const relations: Relation[] = []
  const relate = (type: string, target: string, external = false): string => {
    const id = `rId${relations.length + 1}`
    relations.push({ id, type, target, external })
    return id
  }
  const add = (name: string, type: string, content: string | Uint8Array): string => {
    parts[`word/${name}`] = content
    return relate(type, name)
  }
  const marks = margins(description, story, add)
  const extras = [
    ...Object.entries(description.chunks ?? {}).map(([name, text]) => `<w:altChunk r:id="${add(name, 'aFChunk', text)}"/>`),
    ...(description.charts ?? []).map((texts, at) => drawingOf(`<c:chart r:id="${add(`charts/chart${at + 1}.xml`, 'chart', chart(texts))}"/>`)),
    ...(description.diagrams ?? []).map((texts, at) =>
      drawingOf(`<dgm:relIds r:dm="${add(`diagrams/data${at + 1}.xml`, 'diagramData', diagram(texts))}"/>`)),
    ...Object.entries(description.embeddings ?? {}).map(([name, bytes]) =>
      `<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="${add(`embeddings/${name}`, 'package', bytes)}"/></w:object></w:r></w:p>`),
    ...Object.entries(description.media ?? {}).map(([name, bytes]) => pictureOf(add(`media/${name}`, 'image', bytes))),
  ]
  const body = story.blocks(description.body ?? [])
  parts['word/document.xml'] = story.part('document', `<w:body>${body}${extras.join('')}<w:sectPr>${marks}</w:sectPr></w:body>`)
  if (description.glossary) {
    const content = `<w:docParts><w:docPart><w:docPartBody>${story.blocks(description.glossary)}</w:docPartBody></w:docPart></w:docParts>`
    add('glossary/document.xml', 'glossaryDocument', story.part('glossaryDocument', content))
  }
  notes(story, add)
  if (description.styles) add('styles.xml', 'styles', story.part('styles', Object.entries(description.styles).map(styleOf).join('')))
  if (description.numbering) add('numbering.xml', 'numbering', story.part('numbering', numberingOf(description.numbering)))
  if (description.variables) add('settings.xml', 'settings', story.part('settings', variablesOf(description.variables)))
  description.customXml?.forEach((content, at) => {
    parts[`customXml/item${at + 1}.xml`] = content
    relate('customXml', `../customXml/item${at + 1}.xml`)
  })
  const links = story.relations.map((one) => ({ ...one }))
  parts['word/_rels/document.xml.rels'] = relationsXml([...relations, ...links], description.strict)
  const all = { ...numberNotes(parts, story), ...propertyParts(description), ...description.parts }
  return { '[Content_Types].xml': contentTypes(Object.keys(all), description.type ?? 'docx'), '_rels/.rels': rootRelations(all), ...all }
}

/** Numbers the notes of this document from 1, so that its bytes do not depend on documents that were built before. */
function numberNotes(parts: Readonly<Record<string, string | Uint8Array>>, { footnotes, endnotes, comments }: Story): Record<string, string | Uint8Array> {
  const ids = [...footnotes, ...endnotes, ...comments].map(({ id }) => id).sort((a, b) => a - b)
  const numberOf = new Map(ids.map((id, at) => [String(id), at + 1]))
  const numbered = Object.entries(parts).map(([name, content]) => [name, typeof content !== 'string' ? content
    : content.replace(/(<w:(?:footnote|endnote|comment)(?:Reference)? w:id=")(\d+)"/g, (_, start: string, id: string) => `${start}${numberOf.get(id) ?? id}"`)])
  return Object.fromEntries(numbered) as Record<string, string | Uint8Array>
}

/** Collects what pieces need elsewhere while their markup is put together. */
class Story {
  readonly relations: Relation[] = []
  readonly footnotes: Note[] = []
  readonly endnotes: Note[] = []
  readonly comments: Note[] = []

  constructor(readonly strict: boolean) {}

  blocks(contents: readonly Content[]): string {
    return contents.map((content) => this.take(typeof content === 'string' ? p(content) : content)).join('')
  }

  take(piece: Piece): string {
    this.relations.push(...(piece.relations ?? []))
    this.footnotes.push(...(piece.footnotes ?? []))
    this.endnotes.push(...(piece.endnotes ?? []))
    this.comments.push(...(piece.comments ?? []))
    return piece.xml
  }

  part(name: string, content: string): string {
    return `${HEAD}<w:${name} ${this.strict ? STRICT_NAMESPACES : NAMESPACES}>${content}</w:${name}>`
  }
}

type Add = (name: string, type: string, content: string | Uint8Array) => string

function margins(description: Description, story: Story, add: Add): string {
  const kinds = [
    ['header', 'default', description.header], ['header', 'first', description.firstHeader],
    ['header', 'even', description.evenHeader], ['footer', 'default', description.footer],
  ] as const
  let marks = ''
  kinds.forEach(([kind, type, contents], at) => {
    if (!contents) return
    const root = kind === 'header' ? 'hdr' : 'ftr'
    const id = add(`${kind}${at + 1}.xml`, kind, story.part(root, story.blocks(contents)))
    marks += `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`
  })
  return marks
}

function notes(story: Story, add: Add): void {
  for (const [name, element] of [['comments', 'comment'], ['footnotes', 'footnote'], ['endnotes', 'endnote']] as const) {
    if (story[name].length === 0) continue
    const content = story[name].map(({ id, author, content: blocks }) => {
      const by = author === undefined ? '' : ` w:author="${escape(author)}" w:initials="${escape(author.slice(0, 1))}"`
      return `<w:${element} w:id="${id}"${by}>${story.blocks(blocks)}</w:${element}>`
    })
    add(`${name}.xml`, name, story.part(name, content.join('')))
  }
}

function styleOf([name, properties]: readonly [string, string]): string {
  return `<w:style w:type="character" w:styleId="${escape(name)}"><w:name w:val="${escape(name)}"/><w:rPr>${properties}</w:rPr></w:style>`
}

function numberingOf(texts: readonly string[]): string {
  const levels = texts.map((text, at) => `<w:lvl w:ilvl="${at}"><w:lvlText w:val="${escape(text)}"/></w:lvl>`).join('')
  return `<w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
}

function variablesOf(variables: Readonly<Record<string, string>>): string {
  const list = Object.entries(variables).map(([name, value]) => `<w:docVar w:name="${escape(name)}" w:val="${escape(value)}"/>`)
  return `<w:docVars>${list.join('')}</w:docVars>`
}

function propertyParts(description: Description): Record<string, string> {
  const { core, app, custom } = description.properties ?? {}
  const parts: Record<string, string> = {}
  const elements = (values: Readonly<Record<string, string>>, prefix: string): string =>
    Object.entries(values).map(([name, value]) => `<${prefix}${name}>${escape(value)}</${prefix}${name}>`).join('')
  if (core) {
    parts['docProps/core.xml'] = `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`
      + `${elements(core, 'dc:')}</cp:coreProperties>`
  }
  if (app) {
    parts['docProps/app.xml'] = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">`
      + `${elements(app, '')}</Properties>`
  }
  if (custom) {
    const list = Object.entries(custom).map(([name, value], at) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="${escape(name)}"><vt:lpwstr>${escape(value)}</vt:lpwstr></property>`)
    parts['docProps/custom.xml'] = `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" `
      + `xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${list.join('')}</Properties>`
  }
  return parts
}

function relationsXml(relations: readonly Relation[], strict = false): string {
  const list = relations.map(({ id, type, target, external }) =>
    `<Relationship Id="${id}" Type="${strict ? STRICT : OFFICE}/${type}" Target="${escape(target)}"${external ? ' TargetMode="External"' : ''}/>`)
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`
}

function rootRelations(parts: Readonly<Record<string, unknown>>): string {
  const known = { 'word/document.xml': 'officeDocument', 'docProps/app.xml': 'extended-properties', 'docProps/custom.xml': 'custom-properties' }
  const list = Object.entries(known).filter(([name]) => name in parts)
  return relationsXml(list.map(([target, type], at) => ({ id: `rId${at + 1}`, type, target })))
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const MAIN = {
  docx: `${WORD}.document.main+xml`,
  dotx: `${WORD}.template.main+xml`,
  docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
  dotm: 'application/vnd.ms-word.template.macroEnabledTemplate.main+xml',
}
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^word\/header\d/, `${WORD}.header+xml`], [/^word\/footer\d/, `${WORD}.footer+xml`],
  [/^word\/(footnotes|endnotes|comments|settings|numbering|styles)\.xml$/, `${WORD}.$1+xml`],
  [/^word\/glossary\/document\.xml$/, `${WORD}.document.glossary+xml`],
  [/^docProps\/core\.xml$/, 'application/vnd.openxmlformats-package.core-properties+xml'],
  [/^docProps\/app\.xml$/, 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  [/^docProps\/custom\.xml$/, 'application/vnd.openxmlformats-officedocument.custom-properties+xml'],
  [/^word\/charts\//, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'],
  [/^word\/diagrams\//, 'application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml'],
]

function contentTypes(names: readonly string[], type: keyof typeof MAIN): string {
  const overrides = names.flatMap((name) => {
    const known = OTHERS.find(([pattern]) => pattern.test(name))
    const content = name === 'word/document.xml' ? MAIN[type] : known && known[1].replace('$1', known[0].exec(name)![1] ?? '')
    return content === undefined ? [] : [`<Override PartName="/${escape(name)}" ContentType="${content}"/>`]
  })
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${overrides.join('')}</Types>`
}

// ---- pieces of the body ------------------------------------------------------------------------------------------

/** Markup as it stands. */
export function xml(markup: string): Piece {
  return { xml: markup }
}

/** A paragraph of runs. */
export function p(...contents: readonly Content[]): Piece {
  return joined(contents.map((one) => (typeof one === 'string' ? run(one) : one)), (inner) => `<w:p>${inner}</w:p>`)
}

export interface RunLook {
  readonly bold?: boolean
  readonly hidden?: boolean
  /** RRGGBB. */
  readonly color?: string
  /** Half-points. */
  readonly size?: number
  readonly style?: string
}

export function run(text: string, look: RunLook = {}): Piece {
  const properties = [
    look.style === undefined ? '' : `<w:rStyle w:val="${escape(look.style)}"/>`, look.bold ? '<w:b/>' : '',
    look.hidden ? '<w:vanish/>' : '', look.color === undefined ? '' : `<w:color w:val="${look.color}"/>`,
    look.size === undefined ? '' : `<w:sz w:val="${look.size}"/>`,
  ].join('')
  return xml(`<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escape(text)}</w:t></w:r>`)
}

export function hidden(text: string): Piece {
  return run(text, { hidden: true })
}

/** White letters on the page's white. */
export function white(text: string): Piece {
  return run(text, { color: 'FFFFFF' })
}

/** Letters of one point. */
export function tiny(text: string): Piece {
  return run(text, { size: 2 })
}

export function ins(text: string, author = '甲'): Piece {
  return xml(`<w:ins w:id="1" w:author="${escape(author)}">${run(text).xml}</w:ins>`)
}

export function del(text: string, author = '甲'): Piece {
  return xml(`<w:del w:id="2" w:author="${escape(author)}">${run(text).xml.replaceAll('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>`)
}

export function moveFrom(text: string, author = '甲'): Piece {
  return xml(`<w:moveFrom w:id="3" w:author="${escape(author)}">${run(text).xml}</w:moveFrom>`)
}

/** Rows of cells; a cell is one paragraph or a piece of blocks. */
export function table(rows: readonly (readonly Content[])[]): Piece {
  const pieces = rows.map((row) => joined(
    row.map((cell) => joined([typeof cell === 'string' ? p(cell) : cell], (inner) => `<w:tc>${inner}</w:tc>`)),
    (inner) => `<w:tr>${inner}</w:tr>`,
  ))
  return joined(pieces, (inner) => `<w:tbl>${inner}</w:tbl>`)
}

let noteIds = 0

/** A reference in a run; the note's text goes to its part. */
export function footnote(...content: readonly Content[]): Piece {
  const id = ++noteIds
  return { xml: `<w:r><w:footnoteReference w:id="${id}"/></w:r>`, footnotes: [{ id, content }] }
}

export function endnote(...content: readonly Content[]): Piece {
  const id = ++noteIds
  return { xml: `<w:r><w:endnoteReference w:id="${id}"/></w:r>`, endnotes: [{ id, content }] }
}

export function comment(text: string, author: string): Piece {
  const id = ++noteIds
  return { xml: `<w:r><w:commentReference w:id="${id}"/></w:r>`, comments: [{ id, author, content: [text] }] }
}

/** A text box as Word writes it: DrawingML, and the same again in VML for old readers. */
export function textbox(...contents: readonly Content[]): Piece {
  return joined(contents.map((one) => (typeof one === 'string' ? p(one) : one)), (inner) =>
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="box"/><a:graphic><a:graphicData><wps:wsp>'
    + `<wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>`
    + `<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
}

/** A VML text path, as Word writes watermarks. */
export function watermark(text: string): Piece {
  return xml(`<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="${escape(text)}"/></v:shape></w:pict></w:r></w:p>`)
}

export function altText(description: string, title = ''): Piece {
  return xml(`<w:p><w:r><w:drawing><wp:inline><wp:docPr id="2" name="picture" descr="${escape(description)}" title="${escape(title)}"/></wp:inline></w:drawing></w:r></w:p>`)
}

export function link(text: string, target: string): Piece {
  const id = `rLink${Buffer.from(target).toString('hex')}`
  return { xml: `<w:hyperlink r:id="${id}">${run(text).xml}</w:hyperlink>`, relations: [{ id, type: 'hyperlink', target, external: true }] }
}

export function field(code: string, result: string): Piece {
  const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  return xml(`${mark('begin')}<w:r><w:instrText xml:space="preserve"> ${escape(code)} </w:instrText></w:r>${mark('separate')}${run(result).xml}${mark('end')}`)
}

export function bookmark(name: string): Piece {
  return xml(`<w:bookmarkStart w:id="9" w:name="${escape(name)}"/><w:bookmarkEnd w:id="9"/>`)
}

/** A content control around blocks. */
export function control(alias: string, contents: readonly Content[], items: readonly string[] = []): Piece {
  const list = items.map((item) => `<w:listItem w:displayText="${escape(item)}" w:value="1"/>`).join('')
  return joined(contents.map((one) => (typeof one === 'string' ? p(one) : one)), (inner) =>
    `<w:sdt><w:sdtPr><w:alias w:val="${escape(alias)}"/><w:dropDownList>${list}</w:dropDownList></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`)
}

export function ruby(base: string, reading: string): Piece {
  return xml(`<w:r><w:ruby><w:rubyPr/><w:rt>${run(reading).xml}</w:rt><w:rubyBase>${run(base).xml}</w:rubyBase></w:ruby></w:r>`)
}

export function formula(text: string): Piece {
  return xml(`<m:oMath><m:r><m:t>${escape(text)}</m:t></m:r></m:oMath>`)
}

/** An explicit page break, and the mark Word leaves where it began the next page. */
export function pageBreak(): Piece {
  return xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
}

export function renderedPageBreak(): Piece {
  return xml('<w:r><w:lastRenderedPageBreak/></w:r>')
}

function joined(pieces: readonly Piece[], wrap: (inner: string) => string): Piece {
  const all = <K extends 'relations' | 'footnotes' | 'endnotes' | 'comments'>(key: K): NonNullable<Piece[K]>[number][] =>
    pieces.flatMap((piece) => [...(piece[key] ?? [])] as NonNullable<Piece[K]>[number][])
  return {
    xml: wrap(pieces.map((piece) => piece.xml).join('')),
    relations: all('relations'), footnotes: all('footnotes'), endnotes: all('endnotes'), comments: all('comments'),
  }
}

function drawingOf(graphic: string): string {
  return `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="5" name="drawing"/><a:graphic><a:graphicData>${graphic}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

function pictureOf(id: string): string {
  return drawingOf(`<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="picture"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic>`)
}

function chart(texts: readonly string[]): string {
  const points = texts.map((text, at) => `<c:pt idx="${at}"><c:v>${escape(text)}</c:v></c:pt>`).join('')
  return `${HEAD}<c:chartSpace ${NAMESPACES}><c:chart><c:plotArea><c:barChart><c:ser><c:cat><c:strRef><c:strCache>${points}</c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`
}

function diagram(texts: readonly string[]): string {
  const points = texts.map((text) => `<dgm:pt><dgm:t><a:p><a:r><a:t>${escape(text)}</a:t></a:r></a:p></dgm:t></dgm:pt>`).join('')
  return `${HEAD}<dgm:dataModel ${NAMESPACES}><dgm:ptLst>${points}</dgm:ptLst></dgm:dataModel>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
