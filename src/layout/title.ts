import { parseDateLine } from './dates.js'
import type { Line } from './lines.js'

/** Lines of a title: from the first to the one after the last, as indexes. */
export interface TitleLines {
  readonly from: number
  readonly to: number
  /** Whether its words are those of an official title (GB/T 9704-2012, 7.3.1): 关于…的通知. */
  readonly full: boolean
}

/**
 * Finds the title among the first lines: the words of an official title, over at most five lines; or the lines set
 * largest; or a short line that names a kind of document; or the first short line.
 * @param taken whether a line is already known as another element of the head
 */
export function findTitle(lines: readonly Line[], taken: (index: number) => boolean): TitleLines | undefined {
  const free = lines.map((line, at) => line.visible && !taken(at) && !isBelowText(line.text))
  return officialTitle(lines, free) ?? largestLines(lines, free) ?? shortLine(lines, free)
}

/** A date, an annotation, the number of an annex: never a title. */
function isBelowText(text: string): boolean {
  return parseDateLine(text) !== undefined || /^[（(【][^（）()]*[）)】]$|^附 ?件/.test(text)
}

const MOST_TITLE_LINES = 5
const SHORT = 40
const KINDS = '决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|方案|规划|要点|条例|公示|指南|清单'
const FULL_TITLE = new RegExp(`^[^，。；：]{0,40}关于[^。；：]{2,120}的(?:${KINDS})(?:（[^（）]{1,20}）)?$`, 'u')
const KIND_AT_END = new RegExp(`^[^，。；：]{2,}(?:${KINDS})(?:（[^（）]{1,20}）)?$`, 'u')

function officialTitle(lines: readonly Line[], free: readonly boolean[]): TitleLines | undefined {
  for (let at = 0; at < lines.length; at++) {
    let joined = ''
    for (let count = 1; count <= MOST_TITLE_LINES && free[at + count - 1]; count++) {
      joined += lines[at + count - 1]!.text
      if (joined.includes('关于') && FULL_TITLE.test(joined)) return { from: at, to: at + count, full: true }
      if (joined.length > 200 || /[。；：]/.test(joined)) break
    }
  }
  return undefined
}

/** Consecutive lines in the largest size, a fifth larger than most of the others. */
function largestLines(lines: readonly Line[], free: readonly boolean[]): TitleLines | undefined {
  const sizes = lines.flatMap(({ style }, at) => (free[at] && style?.size ? [style.size] : []))
  if (sizes.length < 3) return undefined
  const usual = sizes.toSorted((a, b) => a - b)[sizes.length >> 1]!
  const largest = Math.max(...sizes)
  if (largest < 1.2 * usual) return undefined
  const from = lines.findIndex(({ style }, at) => free[at] && style?.size === largest)
  let to = from + 1
  while (to < lines.length && to - from < MOST_TITLE_LINES && free[to] && lines[to]!.style?.size === largest) to++
  const length = lines.slice(from, to).reduce((sum, { text }) => sum + text.length, 0)
  return length <= 3 * SHORT ? { from, to, full: false } : undefined
}

function shortLine(lines: readonly Line[], free: readonly boolean[]): TitleLines | undefined {
  const isShort = (at: number): boolean => free[at]! && lines[at]!.text.length <= SHORT
  const named = lines.findIndex(({ text }, at) => isShort(at) && KIND_AT_END.test(text))
  const from = named >= 0 ? named : lines.findIndex(({ text }, at) =>
    isShort(at) && !/[。；：:]/.test(text) && !BEFORE_TITLE.test(text))
  return from < 0 ? undefined : { from, to: from + 1, full: false }
}

/** Lines above a title: copy number, level, urgency, the issuer's heading, document number. */
const BEFORE_TITLE = /^(?:[\d ]+$|绝密|机密|秘密|特急|加急|平急|内部|份号)|文件$|号$/
