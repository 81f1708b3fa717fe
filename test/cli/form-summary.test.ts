import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openOrCreateLedger, type Basis, type NewDocument } from '../../src/bulk/ledger/index.js'
import { LIMITS } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'
import { mobile } from '../builders/identities.js'
import { zipOf } from '../report/form/filled.js'
import { BLOCKED, finding, INCOMPLETE, screening } from '../report/screenings.js'
import { folderOf, screen } from './command.js'

const BASIS: Basis = {
  schema: 'secrecy-screen/report/v2', version: '0.1.0', options: '{}',
  ruleset: { digest: `sha256:${'ab'.repeat(32)}`, lexicons: [] },
}
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1']
const folder = folderOf({})
const ledgerFile = join(folder, 'ledger')

function document(path: string, change: Partial<NewDocument> = {}): NewDocument {
  return { path, screenings: [screening({ path })], ...change }
}

beforeAll(() => {
  const ledger = openOrCreateLedger(ledgerFile)
  const add = (recorded: NewDocument, day: string): unknown => ledger.record(recorded, BASIS, new Date(`${day}T12:00:00Z`))
  add(document('财政局/预算.docx', { screenings: [{ ...BLOCKED, facts: { title: '关于预算的通知', number: '云财〔2026〕1号', signers: ['张三'], issued: '2026-09-30', disclosure: 'on-request' } }, INCOMPLETE] }), '2026-10-05')
  add(document('财政局/预算.docx'), '2026-11-03')
  add(document('民政局/名单.xlsx', { screenings: [screening({ verdict: 'review', findings: [finding({ category: 'personal-information', severity: 'review', disposition: '遮蔽后公开' })] })] }), '2026-11-04')
  for (const name of FORMULAS) add(document(`${name}/${name}`), '2026-11-05')
  add(document('财政局/预算.docx', { screenings: [BLOCKED] }), '2026-12-01')
  ledger.close()
})

async function table(...options: string[]): Promise<{ status: number; cells: string[]; xml: string }> {
  const output = join(folder, 'table.xlsx')
  const { status } = await screen(['form', '--summary', '--ledger', ledgerFile, '-o', output, ...options])
  const bytes = readFileSync(output)
  const { parts, gaps } = await read({ path: 'table.xlsx', bytes }, { limits: LIMITS })
  expect(gaps).toEqual([])
  const cells = parts.filter(({ kind }) => kind === 'cell' || kind === 'sheet-name').flatMap(({ text }) => text.split(/[\t\n]/))
  return { status, cells, xml: Object.values(zipOf(bytes)).join('\n') }
}

describe('screen form --summary', () => {
  it('covers a month: the last screening of each document in it, by verdict, category and folder', async () => {
    const { status, cells } = await table('--month', '2026-11')
    expect(status).toBe(0)
    for (const words of [
      '政府信息公开保密审查汇总表（2026-11）', '汇总', '明细', '财政局', '民政局', '财政局/预算.docx', '民政局/名单.xlsx', '个人信息', '个人信息 1', '遮蔽后公开', '审查人',
    ]) expect(cells).toContain(words)
    expect(cells).not.toContain('国家秘密')
    expect(cells.filter((cell) => cell === '财政局/预算.docx')).toHaveLength(1)
  })

  it('covers an earlier month as it was then, with members counted in their document', async () => {
    const { cells } = await table('--month', '2026-10')
    for (const words of ['关于预算的通知', '云财〔2026〕1号', '张三', '2026-09-30', '依申请公开', '国家秘密 2', '不予公开', '不得公开']) expect(cells).toContain(words)
    expect(cells).not.toContain('民政局')
  })

  it('covers everything without --month, also in English', async () => {
    const { cells } = await table('--lang', 'en')
    for (const words of ['Secrecy reviews of government information (all)', 'state secret 2', '财政局/预算.docx']) expect(cells).toContain(words)
  })

  it('contains no formula, whatever a document is called', async () => {
    const { cells, xml } = await table()
    for (const name of FORMULAS.slice(0, 5)) expect(cells).toContain(`${name}/${name}`)
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml).not.toMatch(/<c [^>]*t="n"[^>]*><v>[^0-9]/)
  })

  it.each([
    [['--month', '2026-13', '--ledger', ledgerFile], /YYYY-MM/], [[], /--ledger/], [['--ledger', join(folder, 'none')], /./],
    [['--ledger', ledgerFile, 'a.txt'], /台账/],
  ])('%j is refused', async (argv, said) => {
    const { status, stderr } = await screen(['form', '--summary', '-o', join(folder, 'never.xlsx'), ...argv])
    expect([status, stderr]).toEqual([2, expect.stringMatching(said)])
  })
})

it('a ledger stores what a document says of itself, masked, and no sentence', async () => {
  const own = folderOf({ '局/a.txt': `云政发〔2026〕12号\n关于公布名单的通知\n各乡镇人民政府：\n现公布名单。\n（联系电话${mobile(3)}）\n` })
  const [ledger, output] = [join(own, 'ledger'), join(own, 'table.xlsx')]
  expect((await screen(['--ledger', ledger, join(own, '局')])).status).toBe(1)
  expect((await screen(['form', '--summary', '--ledger', ledger, '-o', output])).status).toBe(0)
  const { parts } = await read({ path: 'table.xlsx', bytes: readFileSync(output) }, { limits: LIMITS })
  const cells = parts.flatMap(({ text }) => text.split(/[\t\n]/))
  expect(cells).toEqual(expect.arrayContaining(['云政发〔2026〕12号', '关于公布名单的通知']))
  for (const text of ['现公布名单', mobile(3)]) expect(readFileSync(ledger).includes(text)).toBe(false)
})
