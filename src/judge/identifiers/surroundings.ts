import { fold } from '../../normalise/index.js'
import type { Span } from '../../model/index.js'
import { columnHeads, type ColumnHeads } from '../context/column-heads.js'

/** Answers questions about the text around identifiers. Ask in ascending order of spans; words are folded. */
export interface Surroundings {
  /** A word is on the line near the span, or on the line above if nothing precedes the span on its own. */
  hasKeywordNear(span: Span, words: readonly string[]): boolean
  /** A word is the label directly before the span, with only a few signs or words without digits in between. */
  hasLabelBefore(span: Span, words: readonly string[]): boolean
  /** A word is in the first rows of the span's table column. */
  hasColumnHead(span: Span, words: readonly string[]): boolean
  /** The words directly before the span name another kind of number. */
  hasOtherLabel(span: Span): boolean
  /** The label before the span, or the head of its column, names a certificate that is no proof of identity. */
  isOtherCertificate(span: Span): boolean
  /** Letters or figures continue the span, or it is part of a URL. */
  isPartOfLonger(span: Span): boolean
}

/** Opens the surroundings of a text. Cost: bounded for each question; lines are read once for all columns. */
export function surroundingsOf(text: string): Surroundings {
  let columns: ColumnHeads | undefined
  return {
    hasKeywordNear: (span, words) => containsAny(textBefore(text, span) + '\n' + textAfter(text, span), words),
    hasLabelBefore: (span, words) => endsInLabel(textBefore(text, span), words),
    hasColumnHead: ({ start }, words) =>
      (columns ??= columnHeads(text))(start).some((head) => containsAny(head, words)),
    hasOtherLabel: ({ start }) =>
      OTHER_LABEL.test(fold(text.slice(Math.max(0, start - 16), start), { spaces: 'drop' }).text),
    isOtherCertificate: (span) => OTHER_CERTIFICATE.test(textBefore(text, span))
      || (columns ??= columnHeads(text))(span.start).some((head) => CERTIFICATE.test(head)),
    isPartOfLonger: (span) => isPartOfLonger(text, span),
  }
}

/** 准考证号, 学生证号, 不动产权证号 and the like contain 证号, but name no person's identity. */
const CERTIFICATE = /准考证|考生号|报名号|学生证|学号|许可证|资格证|合格证|产权证|不动产|房产证|权证|登记证|营业执照|工作证/
const OTHER_CERTIFICATE = new RegExp(`(?:${CERTIFICATE.source})[^0-9。;；]{0,8}$`)
const OTHER_LABEL = new RegExp(`(?:${[
  '订单', '流水', '单号', '编号', '编码', '发票', '快递', '运单', '批号', '批次', '货号', '条码', '条形码', '合同', '备案',
  '文号', '字号', '许可证', '注册', '登记', '案号', '型号', '序号', '期号', '代码', '税号', '社保',
  'isbn', 'issn', 'doi', 'qq', 'no\\.?', 'id',
].join('|')})[号码]*[:(]*$`)

function containsAny(text: string, words: readonly string[]): boolean {
  const folded = fold(text, { spaces: 'drop' }).text
  return words.some((word) => folded.includes(word))
}

/** Whether at most twelve characters that name nothing else follow the last occurrence of a word. */
function endsInLabel(text: string, words: readonly string[]): boolean {
  const folded = fold(text, { spaces: 'drop' }).text
  return words.some((word) => {
    const at = folded.lastIndexOf(word)
    return at >= 0 && AFTER_LABEL.test(folded.slice(at + word.length))
  })
}

const AFTER_LABEL = /^(?!.*(?:电话|热线|日期|时间|金额|邮编|传真|编号|文号|费用|窗口|地址))[^0-9。;!?]{0,12}$/

/** The line before the span, with the line above if nothing precedes the span. */
function textBefore(text: string, span: Span): string {
  const before = text.slice(Math.max(0, span.start - REACH_BEFORE), span.start)
  const line = before.slice(before.search(/(?<![^\n\f])[^\n\f]*$/))
  if (/[^\s(（:：]/.test(line)) return line
  return before.slice(before.trimEnd().search(/(?<![^\n\f])[^\n\f]*$/))
}

function textAfter(text: string, span: Span): string {
  return text.slice(span.end, span.end + REACH_AFTER).split(/[\n\f]/, 1)[0]!
}

const REACH_BEFORE = 48
const REACH_AFTER = 16

function isPartOfLonger(text: string, span: Span): boolean {
  const left = text.slice(Math.max(0, span.start - 2), span.start)
  const right = text.slice(span.end, span.end + 5)
  if (/[A-Za-z_]$|[0-9][.．]$/.test(left) || /^[A-Za-z_]|^[.．][0-9]|^,[0-9]{3}(?![0-9])/.test(right)) return true
  return URL_START.test(text.slice(Math.max(0, span.start - 256), span.start))
}

/** A URL that continues to the end of the string. */
const URL_START = /(?::\/\/|www\.)[!-~]*$/
