/**
 * Pieces of WordprocessingML (ECMA-376 part 1, clause 17). Sizes are in half points, widths and heights in twentieths
 * of a point.
 */

export interface ParagraphLook {
  readonly size?: number
  readonly bold?: boolean
  readonly align?: 'left' | 'center' | 'right'
  readonly font?: keyof typeof FONTS
  readonly before?: number
  readonly after?: number
  /** Where the text after each tab character begins. */
  readonly tabs?: readonly number[]
}

export interface CellLook extends ParagraphLook {
  readonly span?: number
  readonly shade?: string
}

export interface RowLook {
  readonly height?: number
  /** Repeated at the head of each page. */
  readonly head?: boolean
  readonly whole?: boolean
}

/** Fonts of office documents, each with what stands in for it where it is not installed. */
const FONTS = {
  text: { name: '仿宋', latin: 'Times New Roman', others: '仿宋_GB2312,FangSong,STFangsong,Noto Serif CJK SC' },
  title: { name: '宋体', latin: 'Times New Roman', others: 'SimSun,STSong,Noto Serif CJK SC' },
  label: { name: '黑体', latin: 'Arial', others: 'SimHei,STHeiti,Noto Sans CJK SC' },
  code: { name: '仿宋', latin: 'Courier New', others: '' },
} as const

/** A paragraph; `{tags}` are filled in later. */
export function paragraph(text: string, look: ParagraphLook = {}): string {
  const { align = 'left', before = 0, after = 0, tabs = [] } = look
  const pieces = text.split('\t').map((piece) => `<w:t xml:space="preserve">${escape(piece)}</w:t>`)
  const run = text === '' ? '' : `<w:r>${runLook(look)}${pieces.join('<w:tab/>')}</w:r>`
  const list = tabs.map((at) => `<w:tab w:val="left" w:pos="${at}"/>`).join('')
  const stops = list === '' ? '' : `<w:tabs>${list}</w:tabs>`
  const spacing = `<w:spacing w:before="${before}" w:after="${after}"/>`
  return `<w:p><w:pPr>${stops}${spacing}<w:jc w:val="${align}"/></w:pPr>${run}</w:p>`
}

/** A cell `width` columns of the grid wide; `content` is a text or paragraphs. */
export function cell(width: number, content: string | readonly string[], look: CellLook = {}): string {
  const { span = 1, shade } = look
  const body = typeof content === 'string' ? paragraph(content, look) : content.join('')
  const ground = shade === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${shade}"/>`
  const merged = span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''
  const looks = `<w:tcW w:w="${width}" w:type="dxa"/>${merged}${ground}<w:vAlign w:val="center"/>`
  return `<w:tc><w:tcPr>${looks}</w:tcPr>${body}</w:tc>`
}

export function row(cells: readonly string[], { height, head, whole }: RowLook = {}): string {
  const looks = [
    ...(whole ? ['<w:cantSplit/>'] : []),
    ...(height === undefined ? [] : [`<w:trHeight w:val="${height}" w:hRule="atLeast"/>`]),
    ...(head ? ['<w:tblHeader/>'] : []),
  ]
  return `<w:tr>${looks.length > 0 ? `<w:trPr>${looks.join('')}</w:trPr>` : ''}${cells.join('')}</w:tr>`
}

export function table(grid: readonly number[], rows: readonly string[]): string {
  const width = grid.reduce((sum, column) => sum + column, 0)
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const borders = sides.map((side) => {
    const size = side.startsWith('inside') ? 4 : 8
    return `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="000000"/>`
  })
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/>` +
    `<w:tblBorders>${borders.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/>` +
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
    `<w:tblGrid>${grid.map((column) => `<w:gridCol w:w="${column}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`
}

/** The entries of a package for one A4 page layout, by their names. */
export function packageOf(body: string, footer: string): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relations([
      ['styles', 'styles.xml'], ['fontTable', 'fontTable.xml'], ['footer', 'footer1.xml'],
    ]),
    'word/document.xml': `${HEAD}<w:document ${SPACES}><w:body>${body}${SECTION}</w:body></w:document>`,
    'word/footer1.xml': `${HEAD}<w:ftr ${SPACES}>${footer}</w:ftr>`,
    'word/styles.xml': `${HEAD}<w:styles ${SPACES}>` +
      `<w:docDefaults><w:rPrDefault>${runLook({ size: 21 })}</w:rPrDefault></w:docDefaults>` +
      '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style></w:styles>',
    'word/fontTable.xml': `${HEAD}<w:fonts ${SPACES}>${fontTable()}</w:fonts>`,
  }
}

/** `1 / 3`, by fields. */
export function pageNumber(look: ParagraphLook): string {
  const field = (name: string): string =>
    `<w:fldSimple w:instr="${name}"><w:r>${runLook(look)}<w:t>1</w:t></w:r></w:fldSimple>`
  const slash = `<w:r>${runLook(look)}<w:t xml:space="preserve"> / </w:t></w:r>`
  return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${field('PAGE')}${slash}${field('NUMPAGES')}</w:p>`
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const CONTENT_TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  [['document', 'document.main'], ['styles', 'styles'], ['fontTable', 'fontTable'], ['footer1', 'footer']]
    .map(([name, type]) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`)
    .join('') + '</Types>'
/** A4, 210 by 297 mm. */
const SECTION = '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>' +
  '<w:pgMar w:top="907" w:right="1247" w:bottom="850" w:left="1247" w:header="454" w:footer="454" w:gutter="0"/>' +
  '</w:sectPr>'

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" ` +
    `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`)
  const space = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return `${HEAD}<Relationships xmlns="${space}">${list.join('')}</Relationships>`
}

function fontTable(): string {
  const fonts = Object.values(FONTS).filter(({ others }) => others !== '')
  return fonts.map(({ name, others }) => `<w:font w:name="${name}"><w:altName w:val="${others}"/></w:font>`).join('')
}

function runLook({ size = 21, bold, font = 'text' }: ParagraphLook): string {
  const { name, latin } = FONTS[font]
  return `<w:rPr><w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${name}" w:cs="${latin}"/>` +
    `${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>`
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
