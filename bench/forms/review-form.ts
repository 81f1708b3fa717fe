import PizZip from 'pizzip'
import type { Labels } from './labels.js'
import { cell, packageOf, pageNumber, paragraph, row, table, type ParagraphLook } from './wordprocessing.js'

/**
 * The shipped template of the review form as a .docx: same labels, same bytes. Its tags are those of docs/reports.md.
 */
export function reviewForm(labels: Labels): Uint8Array {
  const body = [
    paragraph(labels.title, { size: 40, bold: true, font: 'title', align: 'center', after: 160 }),
    paragraph(`${labels.unit}\t${labels.serial}\t${labels.day}{检查日期}`, { tabs: [4300, 6750], after: 40 }),
    table(GRID, [...facts(labels), ...findings(labels), ...opinions(labels)]),
    paragraph('{说明}', { size: 18, before: 80 }),
  ]
  return pack(packageOf(body.join(''), pageNumber({ size: 18 })))
}

/** Six columns, 9406 in all: A4 between the margins. A label takes two, and so does what was found. */
const GRID = [704, 900, 1900, 1900, 1902, 2100] as const
const LABEL = { font: 'label', size: 21, align: 'center', shade: 'F2F2F2' } as const
const SMALL = { size: 18 } as const
const LOW = 340
const FACT = 397

/** A cell over `count` columns of the grid. */
function over(
  from: number, count: number, content: string | readonly string[], look: ParagraphLook & { shade?: string } = {},
): string {
  const width = GRID.slice(from, from + count).reduce((sum, column) => sum + column, 0)
  return cell(width, content, { span: count, ...look })
}

function facts(labels: Labels): string[] {
  return [
    fact(labels.document, '{标题}', { size: 24 }, 600),
    pair([labels.number, '{文号}'], [labels.format, '{格式}']),
    pair([labels.signers, '{签发人}'], [labels.issued, '{成文日期}']),
    fact(labels.file, '{文件名}'),
    fact(labels.digest, '{摘要}', { font: 'code', size: 17 }),
    pair([labels.size, '{大小}'], [labels.tool, '{程序} {版本}']),
    fact(labels.ruleset, '{规则集}', { font: 'code', size: 17 }),
    fact(labels.attribute, [paragraph(labels.attributes), paragraph(`${labels.stated}{公开属性}`)]),
    fact(labels.channel, labels.channels),
    fact(labels.verdict, [
      paragraph('{结论}', { font: 'label', size: 28 }), paragraph('{结论说明}'), ...loop('建议', '{.}'),
    ], {}, 700),
    fact(labels.coverage, [paragraph('{检查范围}'), ...loop('未检查', '· {部位}：{原因}', 18)]),
  ]
}

function fact(label: string, content: string | readonly string[], look: ParagraphLook = {}, height = FACT): string {
  return row([over(0, 2, label, LABEL), over(2, 4, content, look)], { height })
}

type Labelled = readonly [label: string, value: string]

function pair([first, one]: Labelled, [second, two]: Labelled): string {
  return row([over(0, 2, first, LABEL), over(2, 2, one), over(4, 1, second, LABEL), over(5, 1, two)], { height: FACT })
}

/** Paragraphs repeated for each item of a list. */
function loop(tag: string, content: string, size = 21): string[] {
  return [paragraph(`{#${tag}}`, { size }), paragraph(content, { size }), paragraph(`{/${tag}}`, { size })]
}

/** A band over all columns, a head, and for each category a band and its rows. */
function findings({ found, nothing, columns: [serial, what, place, basis, action] }: Labels): string[] {
  return [
    row([over(0, 6, found, LABEL)], { height: FACT }),
    row([over(0, 6, `{^有发现}${nothing}{/有发现}{发现概要}`)], { height: FACT }),
    row([
      over(0, 1, `{#有发现}${serial}`, { ...LABEL, ...SMALL }), over(1, 2, what, { ...LABEL, ...SMALL }),
      over(3, 1, place, { ...LABEL, ...SMALL }), over(4, 1, basis, { ...LABEL, ...SMALL }),
      over(5, 1, `${action}{/有发现}`, { ...LABEL, ...SMALL }),
    ], { height: LOW, whole: true }),
    row([over(0, 6, '{#类别}{类别名}', { font: 'label', size: 20 })], { height: LOW }),
    row([
      over(0, 1, '{#发现}{序号}', { ...SMALL, align: 'center' }),
      over(1, 2, [paragraph('{级别} · {事项}', SMALL), paragraph('{内容}', { ...SMALL, bold: true })]),
      over(3, 1, '{位置}', SMALL), over(4, 1, '{依据}', SMALL), over(5, 1, '{处置}{/发现}{/类别}', SMALL),
    ], { whole: true }),
  ]
}

function opinions({ opinion, choices, signature }: Labels): string[] {
  return [row([
    over(0, 2, `{#审签}{名称}${opinion}`, LABEL),
    over(2, 4, [
      paragraph(choices, { before: 40 }), paragraph(''), paragraph(`${signature}{/审签}`, { align: 'right', after: 40 }),
    ]),
  ], { height: 1040, whole: true })]
}

/** DOS time has no zone: the parts of this date are what is written. */
const WRITTEN = new Date(2026, 0, 1)

function pack(entries: Readonly<Record<string, string>>): Uint8Array {
  const zip = new PizZip()
  for (const [name, content] of Object.entries(entries)) {
    zip.file(name, content, { date: WRITTEN, createFolders: false })
  }
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' })
}
