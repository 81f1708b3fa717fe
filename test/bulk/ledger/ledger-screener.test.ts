import {
  appendFileSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Pool, screenSources } from '../../../src/bulk/index.js'
import {
  currentBasis, LedgerScreener, openOrCreateLedger, optionsText, queryLedger, verifyLedger, type Basis, type Ledger,
  type LedgerScreenerOptions,
} from '../../../src/bulk/ledger/index.js'
import { statFile } from '../../../src/bulk/ledger/file-stat.js'
import type { Screening } from '../../../src/model/index.js'
import { listSources } from '../../../src/source/index.js'
import { temporaryFolder } from '../../temporary-folder.js'

// Screens with the built worker (dist/worker.js), like the command.
const CLEAR = '市民可以在服务大厅办理。\n'
const BLOCK = '机密★5年\n关于某事项的通知\n'
const DATED = '机密★2030年1月1日\n关于某事项的通知\n'
const TODAY = '2026-01-15'
const OLD = new Date('2026-01-01T00:00:00Z')

let folder: string
let ledger: Ledger

beforeEach(() => {
  folder = temporaryFolder()
  mkdirSync(join(folder, 'in'))
  ledger = openOrCreateLedger(join(folder, 'ledger'))
})
afterEach(() => ledger.close())

function put(name: string, content: string): string {
  const file = join(folder, 'in', name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  utimesSync(file, OLD, OLD)
  return file
}

interface Ran {
  readonly screenings: readonly Screening[]
  readonly screened: number
  readonly gone: number
}

/** One run over the folder with the ledger, like the command, in a new pool. */
async function run(options: Partial<LedgerScreenerOptions> & { readonly ocr?: 'off' } = {}): Promise<Ran> {
  const { key, today = TODAY } = options
  const screenerOptions = { ocr: 'off' as const, today, ...(key && { key }) }
  const pool = new Pool({ screener: screenerOptions, jobs: 2 })
  try {
    const basis = currentBasis(await pool.ruleset, '1', screenerOptions, today)
    const screener = new LedgerScreener({ pool, ledger, basis, today, ...options })
    const screenings: Screening[] = []
    for await (const one of screenSources(screener, listSources([join(folder, 'in')]))) screenings.push(one)
    const gone = screener.finish('complete', [join(folder, 'in')])
    return { screenings, screened: screener.counts.screened, gone }
  } finally {
    await pool.close()
  }
}

/** One run without a ledger. */
async function runWithoutLedger(options: { readonly key?: Uint8Array } = {}): Promise<Screening[]> {
  const pool = new Pool({ screener: { ocr: 'off', today: TODAY, ...options }, jobs: 2 })
  const screenings: Screening[] = []
  try {
    for await (const one of screenSources(pool, listSources([join(folder, 'in')]))) screenings.push(one)
  } finally {
    await pool.close()
  }
  return screenings
}

describe('documents with equal content', () => {
  it('are screened once, whatever their names, and reported as if each was screened', async () => {
    for (const name of ['a.txt', 'b.txt', 'deep/a.txt', 'deep/c.txt']) put(name, BLOCK)
    put('other.txt', CLEAR)
    const { screenings, screened } = await run()
    expect(screened).toBe(2)
    expect(screenings).toEqual(await runWithoutLedger())
    expect(verifyLedger(ledger).faults).toEqual([])
  })

  it('are each screened when their names have findings', async () => {
    for (const name of ['a.txt', '机密★5年.txt', 'a.md', '内部资料不予公开.txt']) put(name, CLEAR)
    const { screenings, screened } = await run()
    expect(screenings).toEqual(await runWithoutLedger())
    expect(screened).toBe(4)
  })

  it('have fingerprints that depend on their names when there is a key', async () => {
    const key = Buffer.from('0123456789abcdef')
    for (const name of ['a.txt', 'b.txt', 'deep/a.txt']) put(name, BLOCK)
    const { screenings, screened } = await run({ key })
    expect(screenings).toEqual(await runWithoutLedger({ key }))
    expect(screened).toBe(2)
    expect(verifyLedger(ledger, { key })).toMatchObject({ faults: [], sealed: 4 })
  })
})

describe('a second run', () => {
  it('screens only changed documents, and reports like a first run', async () => {
    put('a.txt', CLEAR)
    put('b.txt', CLEAR + CLEAR)
    const kept = put('c.txt', BLOCK)
    await run()
    put('b.txt', `${CLEAR}机密★5年\n`)
    put('new.txt', 'new')
    utimesSync(kept, new Date(), new Date())
    const { screenings, screened } = await run()
    expect(screened).toBe(2)
    expect(screenings).toEqual(await runWithoutLedger())
  })

  it('screens a changed document whose time and size a tool has restored', async () => {
    const file = put('a.txt', 'aaaa')
    await run()
    const { atime, mtime } = statSync(file)
    writeFileSync(file, '绝密b')
    writeFileSync(file, 'bbbb')
    utimesSync(file, atime, mtime)
    const { screenings, screened } = await run()
    expect([screened, screenings[0]!.sha256]).toEqual([1, (await runWithoutLedger())[0]!.sha256])
  })

  it('recognises a moved document by its content', async () => {
    renameSync(put('a.txt', BLOCK), join(folder, 'in/z.txt'))
    await run()
    renameSync(join(folder, 'in/z.txt'), join(folder, 'in/y.txt'))
    expect(await run()).toMatchObject({ screened: 0, gone: 1, screenings: [{ verdict: 'block' }] })
  })

  it('keeps a deleted document in the history and not in the report', async () => {
    put('a.txt', CLEAR)
    put('b.txt', BLOCK)
    await run()
    rmSync(join(folder, 'in/b.txt'))
    const { screenings, gone } = await run()
    expect([screenings.length, gone]).toEqual([1, 1])
    expect([...queryLedger(ledger)]).toHaveLength(1)
    const history = [...queryLedger(ledger, { history: true, path: 'b.txt' })].map(({ kind }) => kind)
    expect(history).toEqual(['document', 'gone'])
    expect((await run()).gone).toBe(0)
  })

  it.each([
    ['other options', { options: optionsText({ ocr: 'off', limits: { pages: 7 } }, TODAY) }],
    ['another version', { version: '2' }],
    ['another schema of screenings', { schema: 'secrecy-screen/report/v1' }],
    ['other rules', { ruleset: { digest: 'sha256:other', lexicons: [] } }],
  ])('screens everything with %s', async (_, changed: Partial<Basis>) => {
    put('a.txt', CLEAR)
    await run()
    const pool = new Pool({ screener: { ocr: 'off', today: TODAY }, jobs: 1 })
    const basis = { ...currentBasis(await pool.ruleset, '1', { ocr: 'off' }, TODAY), ...changed }
    const screener = new LedgerScreener({ pool, ledger, basis, today: TODAY })
    for await (const _ of screenSources(screener, listSources([join(folder, 'in')]))) void _
    expect(screener.counts).toEqual({ documents: 1, screened: 1 })
    await pool.close()
  })

  it('screens documents with a date in a mark again on another day, and no others', async () => {
    put('plain.txt', BLOCK.replace('5年', ''))
    put('dated.txt', DATED)
    await run()
    const { screened, screenings } = await run({ today: '2031-01-01' })
    expect(screened).toBe(1)
    const findings = screenings.flatMap((screening) => screening.findings)
    expect(findings.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain('term-over')
  })

  it('reads unreadable documents again, and adds no entry when nothing has changed', async () => {
    symlinkSync('nowhere', join(folder, 'in/link.txt'))
    await run()
    const { entries } = ledger.head()
    await run()
    expect(ledger.head().entries).toBe(entries + 1) // the end of the run
  })
})

it('the times of a file that has just changed are not recorded', () => {
  const file = join(folder, 'now')
  appendFileSync(file, 'x')
  const stat = statFile({ kind: 'file', path: file, file: Buffer.from(file), follow: false })
  expect(stat).toEqual({ size: 1 })
})
