/**
 * Builds OFD packages (GB/T 33190) from a description that reads like the document.
 *
 *   ofd({
 *     pages: [[text('机密★10年', { at: [20, 30] }), text('隐', { hidden: true }), rule()]],
 *     template: [text('每页都有')],
 *     info: { Title: '题名' }, custom: { 密级: '机密' }, outline: ['第一章'],
 *     annotations: [{ type: 'Watermark', draws: [text('水印')], remark: '备注', hidden: false }],
 *     attachments: { '附件.txt': bytes }, tags: '<doc><密级>机密</密级></doc>', parts: { 'Doc_0/Res/a.png': bytes },
 *   })
 *
 * Lengths are millimetres from the top left corner of the page. Text has a size of 5.
 */
import { zip, type ZipFile } from './zip.js'

export interface OfdDescription {
  readonly pages?: readonly (readonly string[])[]
  readonly template?: readonly string[]
  readonly info?: Readonly<Record<string, string>>
  readonly custom?: Readonly<Record<string, string>>
  readonly outline?: readonly string[]
  readonly annotations?: readonly {
    readonly type?: string
    readonly draws?: readonly string[]
    readonly remark?: string
    readonly parameters?: Readonly<Record<string, string>>
    readonly hidden?: boolean
  }[]
  readonly attachments?: Readonly<Record<string, string | Uint8Array>>
  /** The content of a custom tag file. */
  readonly tags?: string
  /** Further entries. They replace entries of the same name. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
  /** Stores entries without compression, so that the bytes are the same on every machine. */
  readonly stored?: boolean
}

export interface TextOptions {
  /** Left and top. */
  readonly at?: readonly [number, number]
  readonly delta?: string
  readonly deltaY?: string
  readonly hidden?: boolean
  readonly colour?: string
  readonly ctm?: string
  readonly size?: number
}

export function text(content: string, { at = [20, 20], delta, deltaY, hidden, colour, ctm, size = 5 }: TextOptions = {}): string {
  const attributes = `${hidden ? ' Visible="false"' : ''}${ctm === undefined ? '' : ` CTM="${ctm}"`}`
  const moves = `${delta === undefined ? '' : ` DeltaX="${delta}"`}${deltaY === undefined ? '' : ` DeltaY="${deltaY}"`}`
  return `<ofd:TextObject ID="9" Boundary="${at.join(' ')} 100 6" Font="1" Size="${size}"${attributes}>`
    + `${colour === undefined ? '' : `<ofd:FillColor Value="${colour}"/>`}`
    + `<ofd:TextCode X="0" Y="5"${moves}>${escape(content)}</ofd:TextCode></ofd:TextObject>`
}

/** A filled rectangle: left, top, width, height. */
export function rectangle([x, y, width, height]: readonly [number, number, number, number], colour = '0 0 0'): string {
  return `<ofd:PathObject ID="8" Boundary="${x} ${y} ${width} ${height}" Fill="true"><ofd:FillColor Value="${colour}"/>`
    + `<ofd:AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</ofd:AbbreviatedData></ofd:PathObject>`
}

export function ofd(description: OfdDescription): Uint8Array {
  const files = Object.entries({ ...entries(description), ...description.parts })
  return zip(files.map(([name, data]): ZipFile => ({ name, data, ...(description.stored && { stored: true }) })))
}

function entries(description: OfdDescription): Record<string, string | Uint8Array> {
  const { pages = [[]], template, annotations, attachments, tags } = description
  const found: Record<string, string | Uint8Array> = { 'OFD.xml': root(description), 'Doc_0/Document.xml': documentOf(description, pages.length) }
  pages.forEach((objects, at) => {
    found[`Doc_0/Pages/Page_${at}/Content.xml`] = page(objects, template ? '<ofd:Template TemplateID="5"/>' : '')
  })
  if (template) found['Doc_0/Tpls/Tpl_0/Content.xml'] = page(template)
  if (annotations) {
    found['Doc_0/Annots/Annotations.xml'] = element('Annotations', '<ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>')
    found['Doc_0/Annots/Page_0/Annotation.xml'] = element('PageAnnot', annotations.map(annotation).join(''))
  }
  if (attachments) {
    const list = Object.keys(attachments).map((name, at) => `<ofd:Attachment ID="${at}" Name="${name}"><ofd:FileLoc>${name}</ofd:FileLoc></ofd:Attachment>`)
    found['Doc_0/Attachs/Attachments.xml'] = element('Attachments', list.join(''))
    for (const [name, bytes] of Object.entries(attachments)) found[`Doc_0/Attachs/${name}`] = bytes
  }
  if (tags !== undefined) {
    found['Doc_0/Tags/CustomTags.xml'] = element('CustomTags', '<ofd:CustomTag NameSpace="tags"><ofd:FileLoc>t.xml</ofd:FileLoc></ofd:CustomTag>')
    found['Doc_0/Tags/t.xml'] = tags
  }
  return found
}

function root({ info = {}, custom = {} }: OfdDescription): string {
  const properties = Object.entries(info).map(([name, value]) => `<ofd:${name}>${escape(value)}</ofd:${name}>`).join('')
  const customData = Object.entries(custom).map(([name, value]) => `<ofd:CustomData Name="${name}">${escape(value)}</ofd:CustomData>`).join('')
  return element('OFD', `<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>${properties}${customData && `<ofd:CustomDatas>${customData}</ofd:CustomDatas>`}</ofd:DocInfo>`
    + '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>')
}

function documentOf({ template, outline, annotations, attachments, tags }: OfdDescription, pages: number): string {
  const list = Array.from({ length: pages }, (_, at) => `<ofd:Page ID="${100 + at}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')
  return element('Document', '<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>'
    + `${template ? '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' : ''}</ofd:CommonData><ofd:Pages>${list}</ofd:Pages>`
    + `${outline ? `<ofd:Outlines>${outline.map((title) => `<ofd:OutlineElem Title="${title}"/>`).join('')}</ofd:Outlines>` : ''}`
    + `${annotations ? '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>' : ''}`
    + `${attachments ? '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>' : ''}`
    + `${tags === undefined ? '' : '<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>'}`)
}

function page(objects: readonly string[], before = ''): string {
  return element('Page', `${before}<ofd:Content><ofd:Layer ID="3">${objects.join('')}</ofd:Layer></ofd:Content>`)
}

function annotation({ type = 'Highlight', draws = [], remark, parameters = {}, hidden }: NonNullable<OfdDescription['annotations']>[number]): string {
  const values = Object.entries(parameters).map(([name, value]) => `<ofd:Parameter Name="${name}">${escape(value)}</ofd:Parameter>`).join('')
  return `<ofd:Annot ID="7" Type="${type}" Creator="某人" LastModDate="2025-01-01"${hidden ? ' Visible="false"' : ''}>`
    + `${remark === undefined ? '' : `<ofd:Remark>${escape(remark)}</ofd:Remark>`}${values && `<ofd:Parameters>${values}</ofd:Parameters>`}`
    + `<ofd:Appearance Boundary="0 0 100 100">${draws.join('')}</ofd:Appearance></ofd:Annot>`
}

function element(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ofd:${name} xmlns:ofd="http://www.ofdspec.org/2016">${content}</ofd:${name}>`
}

function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
