import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Screening } from '../../src/model/index.js'
import { fillTemplate, formValues } from '../../src/report/form/index.js'
import { summaryWorkbook } from '../../src/report/form/summary-workbook.js'
import { LANGUAGES, type Language, type ReportHead } from '../../src/report/index.js'

/**
 * What came of the files we write for Office: `lacking` a program, or what is amiss with each; nothing where all is
 * well.
 */
export interface FormsCompared {
  readonly lacking?: string
  readonly files: number
  readonly faults: readonly string[]
}

/**
 * Writes review forms and a table of a month, and has LibreOffice open them and make PDFs: on A4, with every word
 * that was put in.
 */
export async function compareForms(): Promise<FormsCompared> {
  const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  const lacking = ['soffice', 'pdftotext', 'pdfinfo'].find((program) => !isThere(program))
  if (lacking !== undefined) return { lacking, files: 0, faults: [] }
  const folder = mkdtempSync(join(tmpdir(), 'forms-'))
  try {
    const forms = LANGUAGES.map((language) =>
      ({ name: `form.${language}.docx`, bytes: form(language), words: FORM_WORDS }))
    const table = await summaryWorkbook(ENTRIES, { language: 'zh-CN', month: '2026-11' })
    const files = [...forms, { name: 'table.xlsx', bytes: table, words: TABLE_WORDS }]
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
    return { files: files.length, faults: files.flatMap(({ name, words }) => faultsOf(folder, name, words)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const NAME = '=1+1<b>&amp;{标题}'
const SCREENING: Screening = {
  path: `财政局/${NAME}.docx`, sha256: 'ab'.repeat(32), format: 'docx', bytes: 1234, verdict: 'block',
  suppressed: [], remarks: [],
  facts: { title: '关于公布名单的通知', number: '云政发〔2026〕12号' },
  gaps: [{ piece: 'word/media/image1.png', reason: 'image-not-read' }],
  findings: Array.from({ length: 40 }, (_, at) => ({
    rule: 'r',
    category: at < 20 ? 'state-secret' as const : 'personal-information' as const,
    severity: 'block' as const,
    title: { 'zh-CN': '事项', en: 'matter' }, match: `第${at}处`,
    visibility: 'visible' as const, location: { kind: 'body' as const, page: 1 },
    basis: ['政府信息公开条例 第十四条'], disposition: '不予公开' as const, reasons: [], fingerprint: '',
  })),
}
const HEAD: ReportHead = {
  tool: { name: 'secrecy-screen', version: '0' }, ruleset: { digest: `sha256:${'cd'.repeat(32)}`, lexicons: [] },
}
const AT = '2026-11-03T04:00:00.000Z'
const ENTRIES = Array.from({ length: 30 }, () => ({ path: SCREENING.path, at: AT, screenings: [SCREENING] }))
const FORM_WORDS = ['关于公布名单的通知', '云政发〔2026〕12号', NAME, '第0处', '第39处', 'ab'.repeat(32)]
const TABLE_WORDS = ['政府信息公开保密审查汇总表（2026-11）', '财政局', NAME, '云政发〔2026〕12号']

function form(language: Language): Uint8Array {
  const template = readFileSync(new URL(`../../data/forms/review-form.${language}.docx`, import.meta.url))
  const values = formValues(HEAD, [SCREENING], { language, day: '2026-11-26' })
  return fillTemplate(template, values, 'template')
}

function faultsOf(folder: string, name: string, words: readonly string[]): string[] {
  const pdf = join(folder, name.replace(/\.\w+$/, '.pdf'))
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const convert = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, name)]
  spawnSync('soffice', convert, { stdio: 'ignore', timeout: 90_000 })
  if (!existsSync(pdf)) return [`${name}: LibreOffice makes no PDF of it`]
  const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
  const size = /^Page size:.*$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[0] ?? ''
  return [
    ...words.filter((word) => !text.includes(word)).map((word) => `${name}: “${word}” is not in the PDF`),
    ...(/A4|595\.\d* x 841|842/.test(size) ? [] : [`${name}: ${size}`]),
  ]
}
