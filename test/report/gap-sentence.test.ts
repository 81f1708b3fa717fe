import { describe, expect, it } from 'vitest'
import {
  CAUSES, DOCUMENT_FORMATS, GAP_DETAILS, GAP_FEATURES, GAP_KINDS, GAP_REASONS, LIMITS, causeOf, type Gap,
} from '../../src/model/index.js'
import { gapSentence } from '../../src/report/sentences/gap-sentence.js'
import { LANGUAGES } from '../../src/report/index.js'
import { messagesIn } from '../../src/report/messages/index.js'

const PIECE = '附件'

function gap(reason: string, args?: object): Gap {
  return { piece: PIECE, reason, ...(args && { args }) } as unknown as Gap
}

function each(lists: Readonly<Record<string, readonly string[]>>, name: string): Gap[] {
  return Object.entries(lists).flatMap(([reason, values]) => values.map((value) => gap(reason, { [name]: value })))
}

const CODES = ['EACCES', 'EMFILE', 'AccessDenied', 'unmerged', 'TRUNCATED', 'SomethingNew']
const COUNTS = { count: 3, lines: 4, bytes: 70_000, images: 2, from: 5, to: 9, seconds: 60, megabytes: 1024 }

/** Every reason alone, with every value that an argument of it can have, and with every number. */
const GAPS: readonly Gap[] = [
  ...GAP_REASONS.map((reason) => gap(reason)),
  ...GAP_REASONS.map((reason) => gap(reason, COUNTS)),
  ...each(GAP_DETAILS, 'detail'), ...each(GAP_FEATURES, 'feature'),
  ...each(GAP_FEATURES, 'feature').map(({ reason, args }) => gap(reason, { ...args, ...COUNTS })),
  gap('part-not-supported', { detail: 'method-14' }),
  ...GAP_KINDS.map((kind) => gap('format-not-supported', { kind })),
  ...DOCUMENT_FORMATS.flatMap((format) => [gap('format-not-supported', { format }), gap('image-not-read', { format })]),
  ...Object.entries(LIMITS).map(([limit, value]) => gap('limit-exceeded', { limit, value, more: 7 })),
  ...CODES.map((code) => gap('unreadable', { code })),
  ...[{ error: 'TypeError' }, { error: 'queue' }, { exit: 1 }, { signal: 'SIGSEGV' }, { format: 'docx' }]
    .map((args) => gap('reader-crashed', args)),
]

/** What may be written in Latin letters in a Chinese sentence: formats. */
const FORMAT_WORDS = new Set<string>([
  ...DOCUMENT_FORMATS.flatMap((format) => [...format.split('-'), format.toUpperCase()]), 'EML', 'CEBX', 'GD', 'GW', 'NH', 'KDH', 'VSDX', 'ONE', 'MDB', 'ACCDB', 'PST', 'S92', 'S2',
])

const ARGUMENT_NAMES = [
  'detail', 'feature', 'kind', 'limit', 'code', 'count', 'lines', 'bytes', 'images', 'from', 'to', 'format', 'value', 'more',
  'error', 'exit', 'signal',
].join('|')

describe('the sentence of a gap', () => {
  const sentencesOf = (language: 'zh-CN' | 'en') => GAPS.map((one) => gapSentence(one, messagesIn(language)))

  it('has a value for each of its placeholders', () => {
    for (const language of LANGUAGES) expect(sentencesOf(language).filter((text) => /[{}?]/.test(text))).toEqual([])
  })

  it('has no Latin word in Chinese but the names of formats', () => {
    const words = sentencesOf('zh-CN').flatMap((text) => text.match(/[\w-]*[A-Za-z][\w-]*/g) ?? [])
    expect(words.flatMap((word) => word.split('-')).filter((word) => !FORMAT_WORDS.has(word))).toEqual([])
  })

  it('never shows an argument as `(name value)`', () => {
    const raw = new RegExp(`[(（,] ?(?:${ARGUMENT_NAMES}) `)
    for (const language of LANGUAGES) expect(sentencesOf(language).filter((text) => raw.test(text))).toEqual([])
  })

  it('never shows a code', () => {
    const codes = /ocr-|picture-|excel-4|word-95|git-lfs|method-14|SIGSEGV|TypeError|EACCES|SomethingNew|[a-z][A-Z]/
    for (const language of LANGUAGES) expect(sentencesOf(language).filter((text) => codes.test(text))).toEqual([])
  })

  it('is another one for each value', () => {
    const told = [...each(GAP_DETAILS, 'detail'), ...each(GAP_FEATURES, 'feature')]
    for (const language of LANGUAGES) {
      const texts = told.map((one) => `${one.reason} ${gapSentence(one, messagesIn(language))}`)
      expect(new Set(texts).size).toBe(texts.length)
    }
  })

  it.each<[string, Gap, string, string]>([
    ['a format of one maker', gap('format-not-supported', { format: 'ceb' }), '附件：方正版式文件（CEB、CEBX）不能读取：请导出为 PDF 或 OFD 再检查', '附件: a CEB or CEBX file of Founder Apabi cannot be read: export it as PDF or OFD, and screen that'],
    ['a reason alone', gap('empty'), '附件：没有内容', '附件: there is nothing in it'],
    ['a detail', gap('damaged', { detail: 'checksum' }), '附件：校验和不符', '附件: the checksum is wrong'],
    ['a limit', gap('limit-exceeded', { limit: 'pages', value: 5000 }),
      '附件：页数超过上限（5,000 页），其余部分未检查', '附件: there are more pages than the limit of 5,000; the rest was not examined'],
    ['a code of the system', gap('unreadable', { code: 'EACCES' }),
      '附件：系统拒绝读取：没有权限', '附件: the system refused to read it: permission denied'],
    ['a number in the sentence', gap('partly-unreadable', { feature: 'ocr-confidence', count: 2 }),
      '附件：图片中有 2 行文字识别不可靠', '附件: recognition of text in pictures is uncertain; lines in doubt: 2'],
    ['a number after it', gap('part-not-supported', { detail: 'bytes-outside-entries', bytes: 70_000 }),
      '附件：条目之外的内容不能检查（70,000 字节）', '附件: bytes outside the entries cannot be examined; bytes: 70,000'],
    ['a format', gap('format-not-supported', { format: 'mp4' }), '附件：不支持这种文件格式（mp4）', '附件: this file format is not supported (mp4)'],
    ['the whole document', { piece: '', reason: 'encrypted' }, '整个文件：已加密，无法读取', 'the whole file: it is encrypted'],
    ['arguments of a newer version', gap('damaged', { detail: 'unheard-of', more: 'x' }), '附件：文件已损坏', '附件: it is damaged'],
  ])('says %s', (_, one, zh, en) => {
    expect([gapSentence(one, messagesIn('zh-CN')), gapSentence(one, messagesIn('en'))]).toEqual([zh, en])
  })
})

describe('the cause of a code', () => {
  it.each([['ENOENT', 'not-found'], ['WRONGPASS', 'credentials'], ['EWHATEVER', 'other'], ['constructor', 'other']])(
    '%s: %s', (code, cause) => expect(causeOf(code)).toBe(cause))

  it('has a sentence for each, in both languages', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(messagesIn(language).causes).sort()).toEqual([...CAUSES, 'withCode'].sort())
    }
  })
})
