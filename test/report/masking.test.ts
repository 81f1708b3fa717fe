import { readFileSync } from 'node:fs'
import PizZip from 'pizzip'
import { beforeAll, describe, expect, it } from 'vitest'
import { pathMasker } from '../../src/cli/output/mask-paths.js'
import { createProgress } from '../../src/cli/output/progress.js'
import { createReportWriter } from '../../src/cli/output/report-writer.js'
import { FORMATS } from '../../src/cli/command-line/choices.js'
import { createScreener, ScreenError, type Screening } from '../../src/index.js'
import { renderForm } from '../../src/report/form/render-form.js'
import { summaryWorkbook } from '../../src/report/form/summary-workbook.js'
import { createReportHead, describe as inWords, describeGap, type ReportHead } from '../../src/report/index.js'
import { messagesIn } from '../../src/report/messages/index.js'
import { createRecord, renderRecord } from '../../src/report/record.js'
import { errorSentence } from '../../src/report/sentences/index.js'
import { altText, bookmark, comment, del, docx, footnote, hidden, p, table, textbox } from '../builders/docx.js'
import { bankCard, creditCode, mobile, residentId } from '../builders/identities.js'
import { attachment, mail, multipart, part } from '../builders/mail.js'
import { xlsx } from '../builders/xlsx.js'
import { zip } from '../builders/zip.js'

/** A value for each place, so that a leak names the place. */
const VALUES: string[] = []
function value(text: string): string {
  VALUES.push(text)
  return text
}
let passwords = 0
/** Letters, a sign and digits; no two have four characters in a row in common. */
function password(): string {
  const at = passwords++
  return value(`${String.fromCharCode(65 + at)}w${at}#Zx${at}${at}k`)
}
const PERSON = value('桃花岛主')
const ADDRESS = value('襄阳城东门大街')
const STREET = value('西湖区文三路112号')
/** Words of sentences around the values; no rule has them. */
const SENTENCES = ['蓝色信封', 'quietlighthouse']

/** A line with a value of every kind, some with no rule for them. */
function line(seed: number): string {
  return [
    `${SENTENCES[0]}机密★5年 身份证号：${value(residentId(seed))}，住址：${STREET}，密码为 ${password()}`,
    `${SENTENCES[1]} password=${password()} 手机 ${value(mobile(seed))} 卡号 ${value(bankCard(seed))} ${value(`u${seed}.name@example.cn`)} ${creditCode(seed)}`,
  ].join('。')
}

const EMBEDDED = value(mobile(70))
const DOCUMENTS: Readonly<Record<string, string | Uint8Array>> = {
  'a.txt': `${line(1)}\n会议密码：${password()}，机密★3年\n机密★3年${value('Xy9$kkLm2')}`,
  'b.csv': `姓名,身份证号,手机,家庭住址,登录密码\n${PERSON},${value(residentId(2))},${value(mobile(2))},${ADDRESS},${password()}\n`,
  'c.html': `<html><head><title>${line(3)}</title></head><body title="${line(4)}"><p>${line(5)}</p><!-- ${line(6)} --></body></html>`,
  'd.json': JSON.stringify({ account: 'admin', password: password(), note: line(7), url: `https://root:${password()}@oa.example.cn/` }),
  'e.docx': docx({
    body: [
      p(`关于${value(mobile(8))}的通知`), p(line(9)), p(hidden(line(10))), p(del(line(11))), p('机密★5年', footnote(p(line(12))), comment(line(13), '甲')),
      textbox(line(14)), altText(line(15)), bookmark(`_${value(mobile(16))}`),
      table([['姓名', '身份证号', '密码'], [PERSON, value(residentId(6)), password()]]),
    ],
    header: [p(line(17))], footer: [p(line(18))],
    properties: { custom: { [value(mobile(19))]: `机密★5年 ${value(mobile(20))}` }, core: { title: `机密★5年 ${value(mobile(21))}` } },
    parts: { [`word/media/${value(mobile(22))}.bin`]: new Uint8Array([1, 2, 3, 4]) },
  }),
  'f.xlsx': xlsx({
    sheets: [{ name: value(mobile(23)), rows: [['姓名', '手机', '密码'], [PERSON, value(mobile(24)), password()], ['机密★5年', value(mobile(25)), '']] }],
  }),
  'g.zip': zip({ [`${value(mobile(26))}/${value(residentId(7))}.txt`]: line(27), [`${value(mobile(28))}.bin`]: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1]) }),
  'h.eml': mail({ Subject: `机密★5年 ${value(mobile(29))}` }, multipart('x', [
    part({ 'Content-Type': 'text/plain; charset=utf-8' }, line(30)),
    attachment(`filename="${value(mobile(31))}.txt"`, `机密★5年 ${value(mobile(32))}`),
  ])),
  [`i-${EMBEDDED}.txt`]: `机密★5年 ${value(mobile(33))}`,
}

/** Encodings that `readings` undoes. */
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const percent = (text: string): string => [...text].map((unit) => `%${unit.charCodeAt(0).toString(16)}`).join('')
const references = (text: string): string => [...text].map((unit) => `&#${unit.charCodeAt(0)};`).join('')
const fullWidth = (text: string): string => [...text].map((unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)).join('')
const SPELLED: Readonly<Record<string, Uint8Array>> = Object.fromEntries([base64, percent, references, fullWidth].map((spell, at) => {
  const next = (seed: number): string => spell(value(mobile(200 + at * 20 + seed)))
  return [`k${at}.zip`, zip({
    [`${next(1)}.txt`]: `机密★5年 ${next(2)} ${spell(value(residentId(at)))}`, [`${next(3)}.bin`]: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1]),
    'a.docx': docx({
      body: [p(`关于${next(4)}的通知`), p('机密★5年 ', next(5)), p('机密★5年', comment(`机密★5年 ${next(6)}`, next(7))), altText(`机密★5年 ${next(8)}`)],
      properties: { core: { title: `机密★5年 ${next(9)}` }, custom: { a: `机密★5年 ${next(10)}` } },
    }),
  })]
}))

/** Every reading of an output: escapes of JSON, URIs and markup undone, base64 decoded, widths folded, spaces dropped. */
function readings(output: string | Uint8Array): string {
  const bytes = Buffer.from(output)
  const files = bytes.toString('latin1', 0, 2) === 'PK' ? Object.values(new PizZip(bytes).files).map((file) => Buffer.from(file.asUint8Array())) : [bytes]
  return files.flatMap((file) => {
    const text = file.toString('utf8')
    const encoded = [...text.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([found]) => Buffer.from(found, 'base64').toString('utf8'))
    return [text, file.toString('utf16le'), ...encoded, text.replace(/<[^>]*>/g, '')]
  }).map((text) => text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/(?:%[0-9a-f]{2})+/gi, (found) => Buffer.from(found.replace(/%/g, ''), 'hex').toString('utf8'))
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) => String.fromCodePoint(parseInt(code, hex ? 16 : 10)))
    .replace(/&amp;/g, '&').replace(/&quot;/g, '"')
    .normalize('NFKC').replace(/[\s⟦⟧]/g, '')).join('\n')
}

/** The values in an output, and halves of passwords. */
function leaks(output: string | Uint8Array, values: readonly string[] = VALUES): string[] {
  const text = readings(output)
  const wanted = values.flatMap((one) => (one.includes('#') ? [one, one.slice(0, 5), one.slice(-5)] : [one]))
  return wanted.filter((one) => text.includes(one))
}

const KEY = Buffer.from('a key of 32 bytes for this test.')
let head: ReportHead
let plain: Screening[]
/** With excerpts, as on a terminal. */
let withContext: Screening[]

beforeAll(async () => {
  const screenAll = async (context: boolean): Promise<Screening[]> => {
    const screener = await createScreener({ context, heading: true, preview: true, key: KEY, ocr: 'off' })
    head = createReportHead(screener.ruleset)
    const all = await Promise.all(Object.entries({ ...DOCUMENTS, ...SPELLED }).map(([name, content]) => screener.screenAll(Buffer.from(content), { name })))
    return all.flat()
  }
  plain = await screenAll(false)
  withContext = await screenAll(true)
})

/** Everything about a document but the path to open it by. */
const withoutPaths = (screenings: readonly Screening[]) => screenings.map((one) => ({ ...one, path: '' }))

function report(format: (typeof FORMATS)[number], screenings: readonly Screening[], options: object = {}): string {
  const writer = createReportWriter(format, { language: 'zh-CN', showSuppressed: true, columns: 60, ...options })
  return screenings.map((one) => writer.add(one)).join('') + writer.end(head)
}

describe('no value of a document leaves the program', () => {
  it('in what the library returns, with excerpts and without, and ledgers and queues keep', () => {
    expect(leaks(JSON.stringify(withoutPaths(plain)))).toEqual([])
    expect(leaks(JSON.stringify(withoutPaths(withContext)))).toEqual([])
  })

  it('and without excerpts no sentence', () => {
    expect(leaks(JSON.stringify(plain), SENTENCES)).toEqual([])
    expect(leaks(JSON.stringify(withContext), SENTENCES)).toEqual(SENTENCES)
  })

  it.each(['terminal', 'html', 'csv', 'junit'] as const)('in %s, which people read, names of files included', (format) => {
    for (const options of [{}, { color: true, columns: 200 }, { language: 'en' }]) expect(leaks(report(format, withContext, options))).toEqual([])
  })

  it.each(FORMATS)('in %s with --mask-paths, names of files included', (format) => {
    const masked = withContext.map(pathMasker(KEY))
    expect(leaks(report(format, masked))).toEqual([])
  })

  it('in the review form and the monthly table', async () => {
    const template = readFileSync(new URL('../../data/forms/review-form.zh-CN.docx', import.meta.url))
    expect(leaks(await renderForm(head, plain, { template, language: 'zh-CN', day: '2026-11-30' }))).toEqual([])
    const entries = plain.map((one) => ({ path: one.path, at: '2026-11-30T00:00:00Z', screenings: [one] }))
    expect(leaks(await summaryWorkbook(entries, { language: 'zh-CN' }))).toEqual([])
  })

  it('in records', () => {
    const facts = { time: '2026-11-30T00:00:00.000Z', operator: '甲', options: {}, scope: 'whole', sealed: true } as const
    const records = plain.map(pathMasker(KEY)).map((one) => renderRecord(createRecord(head, one, facts)))
    expect(leaks(records.join(''))).toEqual([])
  })

  it('in sentences about findings and gaps, progress and errors', () => {
    const sentences = withContext.flatMap(({ findings, suppressed, gaps }) => [
      ...[...findings, ...suppressed].map((finding) => inWords(finding).sentence), ...gaps.map((gap) => describeGap(gap)),
    ])
    const errors = plain.map(({ path }) => errorSentence(new ScreenError('file-unreadable', { file: path, code: 'ENOENT' }), messagesIn('en')))
    expect(leaks([...sentences, ...errors, progressOf(plain)].join('\n'))).toEqual([])
  })

  it('in gaps of members that are not opened', async () => {
    const screener = await createScreener({ limits: { entries: 0 }, ocr: 'off' })
    const [{ gaps }] = await screener.screenAll(Buffer.from(DOCUMENTS['g.zip']!), { name: 'g.zip' }) as [Screening]
    expect(gaps.length).toBeGreaterThan(1)
    expect(leaks(JSON.stringify(gaps))).toEqual([])
  })

  it('though the documents hold them all', async () => {
    const screener = await createScreener({ context: true, reveal: true, ocr: 'off' })
    const [text] = await screener.screenAll(Buffer.from(DOCUMENTS['a.txt']!), { name: 'a.txt' })
    expect(leaks(JSON.stringify(text)).length).toBeGreaterThan(5)
    expect(plain.flatMap(({ findings }) => findings).length).toBeGreaterThan(60)
  })
})

describe('--mask-paths', () => {
  it('gives each path an id that only the key can make', () => {
    const [one] = plain
    const other = pathMasker(Buffer.from('another key of thirty-two bytes.'))(one!)
    expect(pathMasker(KEY)(one!).pathId).toMatch(/^[0-9a-f]{32}$/)
    expect(pathMasker(KEY)(one!).pathId).not.toBe(other.pathId)
    expect(() => pathMasker(undefined)).toThrow(ScreenError)
  })
})

/** What progress writes on a terminal. */
function progressOf(screenings: readonly Screening[]): string {
  let written = ''
  const write = async (text: string | Uint8Array): Promise<boolean> => ((written += String(text)), true)
  const stream = { isTTY: true, columns: 400, write }
  const io = { stdin: (async function* () {})(), stdout: stream, stderr: stream, env: {}, signal: new AbortController().signal }
  const progress = createProgress(io, messagesIn('zh-CN'), 'line', () => 0)
  progress.addDuration(screenings.at(-1)!.path, 5000)
  for (const one of screenings) progress.add([one])
  return written
}
