import { fold } from '../normalise/index.js'
import type { DocumentFacts, LayoutForm } from '../model/index.js'
import { parseDateLine } from './dates.js'
import { parseDisclosure } from './disclosure.js'
import type { Line } from './lines.js'

/** The elements of the head (版头, GB/T 9704-2012, 7.2), and which lines hold them. */
export interface Head {
  readonly facts: HeadFacts
  /** Indexes of lines. */
  readonly taken: ReadonlySet<number>
}

type HeadFacts = Pick<
  DocumentFacts, 'form' | 'copyNumber' | 'urgency' | 'organ' | 'number' | 'signers' | 'disclosure'
>

type Mutable<Record> = { -readonly [Key in keyof Record]: Record[Key] }

/**
 * Reads the elements of the head among the first lines. A sentence, the addressee and what closes a document end it.
 */
export function readHead(lines: readonly Line[]): Head {
  const taken = new Set<number>()
  const facts: Mutable<HeadFacts> = {}
  for (let at = 0; at < Math.min(lines.length, MOST_HEAD_LINES); at++) {
    const line = lines[at]!
    if (isSentence(line.text)) break
    if (line.visible && takeLine(line, facts)) taken.add(at)
    else if (endsHead(line.text)) break
  }
  const organ = organLines(lines, taken)
  for (const at of organ) taken.add(at)
  if (organ.length > 0) facts.organ = organName(organ.map((at) => lines[at]!.text))
  return { facts: { ...facts, ...formOf(facts, organ.map((at) => lines[at]!)) }, taken }
}

/** An addressee, a date of issue or a list of attachments stands below the head. */
function endsHead(text: string): boolean {
  return /[：:]$|^附 ?件/.test(text) || parseDateLine(text) !== undefined
}

function compact(text: string): string {
  return fold(text, { spaces: 'drop' }).text
}

function isSentence(text: string): boolean {
  return /[。；！？]./.test(text) || text.length > 120
}

/** Reads one line into the head; false where it holds nothing of it. */
function takeLine({ text }: Line, head: Mutable<HeadFacts>): boolean {
  if (!MAY_BE_HEAD.test(text)) return false
  const folded = compact(text)
  const found = [takeNumbers(text, folded, head), takeSigners(text, head), takeSigns(folded, head)]
  return found.includes(true) || LEVEL.test(folded)
}

function takeNumbers(text: string, folded: string, head: Mutable<HeadFacts>): boolean {
  const copy = COPY_NUMBER.exec(folded)
  if (copy) head.copyNumber ??= copy[1]!
  const number = (NUMBER_LINE.exec(text) ?? LABELLED_NUMBER.exec(text))?.[1]
  if (number !== undefined) head.number ??= number.replace(/\s/g, '')
  return copy !== null || number !== undefined
}

function takeSigners(text: string, head: Mutable<HeadFacts>): boolean {
  const signers = SIGNERS.exec(text)
  if (signers) head.signers ??= signers[1]!.split(/[ 、，,]+/).filter((name) => name !== '')
  return signers !== null
}

/** 紧急程度, the disclosure attribute, and the signs of a telegram. */
function takeSigns(folded: string, head: Mutable<HeadFacts>): boolean {
  const urgency = URGENCY.exec(folded)
  if (urgency) head.urgency ??= urgency[1]!
  const disclosure = parseDisclosure(folded)
  if (disclosure) head.disclosure ??= disclosure
  const telegram = TELEGRAM.test(folded)
  if (telegram) head.form ??= 'telegram'
  return urgency !== null || disclosure !== undefined || telegram
}

/** Checked first: what every element of the head has one of. */
const MAY_BE_HEAD = /[号號期次签簽急提电電密]|内 ?部|公 ?开|上 ?网|[\d０-９]{6}/

const COPY_NUMBER = /^(?:份号|编号|no\.?|№)?[:]?(\d{6})$/
const YEAR_AND_NUMBER = '[〔［[（(] ?(?:19|20)\\d{2} ?[〕］\\]）)] ?第?\\d{1,5} ?号'
/** A number on its own line, or before 签发人; the organ's code may be missing: 〔2026〕41号, 第17号, 第8期. */
const NUMBER_LINE = new RegExp(
  `^((?:[\\p{Script=Han}A-Za-z]{0,20} ?${YEAR_AND_NUMBER})|[（(]?第? ?\\d{1,4} ?[号期次][）)]?)(?: *签 ?发 ?人.*)?$`, 'u',
)
/** Set apart from other elements of the same line: 等级：特急·明电　云汛指电〔2026〕9号. */
const LABELLED_NUMBER = new RegExp(
  `(?:[：:] ?|^[^，。；]{1,20} )([\\p{Script=Han}]{1,12} ?${YEAR_AND_NUMBER})(?= |$)`, 'u',
)
const SIGNERS = /(?:^| )签 ?发 ?人 ?[：:] ?((?:[\p{Script=Han}·]{2,10}(?:[ 、，,]+|$)){1,8})$/u
const URGENCY = /(?:^|[^\p{Script=Han}]|等级:?)(特急|加急|特提|平急)(?=$|[^\p{Script=Han}])/u
const LEVEL = /^(?:\d{6})?★?(?:绝密|机密|秘密|内部|密级)(?:$|[★:*]|级?[^\p{Script=Han}])/u
const TELEGRAM = /^(?:传真)?电报$|^发电(?:单位|机关):|^(?:密|明)电$/

/**
 * The lines of 发文机关标志 (7.2.4): red and large where the reader knows it; otherwise the lines above the number that
 * end in 文件, or the one that ends as the name of an organ.
 */
function organLines(lines: readonly Line[], taken: ReadonlySet<number>): number[] {
  const reach = Math.max(MOST_ORGAN_LINES, ...taken)
  const candidates = lines.flatMap((line, at) => (line.visible && !taken.has(at) && at <= reach ? [at] : []))
  const red = candidates.filter((at) => isRedHead(lines[at]!))
  if (red.length > 0) return red
  const files = candidates.filter((at) => /文 ?件$/.test(lines[at]!.text) && FILE_HEAD.test(compact(lines[at]!.text)))
  if (files.length > 0) return files.slice(0, 1)
  const number = Math.min(...[...taken].filter((at) => NUMBER_LINE.test(lines[at]!.text)))
  return candidates.filter((at) => at === number - 1 && ORGAN.test(compact(lines[at]!.text)))
}

const MOST_HEAD_LINES = 20
/** A red head stands in the first lines, also where nothing else of a head does. */
const MOST_ORGAN_LINES = 6
const FILE_HEAD = /^[^,。;:《》“”]{4,60}文件$/
const ORGAN =
  /^[^,。;:《》“”]{2,40}(?:政府|委员会|委|办公[室厅]|局|厅|部|院|公司|集团|大学|学院|学校|中心|法院|检察院|支队|总队|指挥部|纪要|签报|通报|快报|令)$/

/** 小标宋 in red; size in points. */
function isRedHead({ style, text }: Line): boolean {
  if (!style?.colour || !style.size || style.size < 20 || text.length > 60) return false
  const { colour } = style
  const channel = (at: number): number => parseInt(colour.slice(at, at + 2), 16)
  return channel(1) >= 0xb0 && channel(3) <= 0x50 && channel(5) <= 0x50
}

function organName(texts: readonly string[]): string {
  const unspaced = texts.map((text) => text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ''))
  return unspaced.map((text) => text.replace(/文件$/, '')).filter((text) => text !== '').join(' ')
}

/** The form by the head alone. A letter has 函 in its number; an order and minutes say so in their head. */
function formOf({ form, number, copyNumber, signers }: HeadFacts, organ: readonly Line[]): { form?: LayoutForm } {
  if (form) return { form }
  const name = compact(organ.map(({ text }) => text).join(''))
  if (/纪要$/.test(name)) return { form: 'minutes' }
  if (/令$/.test(name)) return { form: 'order' }
  if (number !== undefined && /函[〔［[（(]/.test(number)) return { form: 'letter' }
  const isDocument = organ.length > 0 || copyNumber !== undefined || signers !== undefined
    || (number !== undefined && /[〔［[]/.test(number))
  return isDocument ? { form: 'document' } : {}
}
