import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  basisOf, currentBasis, openLedger, queryLedger, screeningsOf, verifyLedger, type StoredRow,
} from '../../../src/bulk/ledger/index.js'
import type { Report } from '../../../src/report/index.js'
import { screen } from '../../cli/command.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { KEY, SCREENINGS_V2, writeLedgerV1 } from './ledger-v1.js'

let folder: string
let file: string
let head: string

beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder, 'ledger')
  head = writeLedgerV1(file)
})

function valueOf(sql: string): unknown {
  const database = new Database(file)
  const [value] = Object.values(database.prepare(sql).all()[0] as object)
  database.close()
  return value
}

describe('a ledger of version 1', () => {
  it('keeps its chain, the heads noted down and the seals', () => {
    const ledger = openLedger(file)
    expect(verifyLedger(ledger, { head, key: KEY })).toMatchObject({ faults: [], entries: 3, head, sealed: 2, since: 0 })
    ledger.close()
  })

  it('keeps its rows as they were written', () => {
    const written = valueOf('SELECT json_group_array(content) FROM entry')
    openLedger(file).close()
    expect(valueOf('SELECT json_group_array(content) FROM entry')).toBe(written)
    expect(written).toContain('\\"part\\"')
  })

  it('gives its screenings in the shape of version 2, and says which schema they were written in', () => {
    const ledger = openLedger(file)
    const [row] = queryLedger(ledger)
    expect(screeningsOf(row!)).toEqual(SCREENINGS_V2)
    expect(basisOf(row!)).toMatchObject({ schema: 'secrecy-screen/report/v1', version: '0.1.0', options: '{}' })
    ledger.close()
  })

  it('gets new rows behind the old ones, each in its own schema, in one chain', () => {
    const ledger = openLedger(file)
    const [old] = queryLedger(ledger) as Iterable<StoredRow>
    const screenings = screeningsOf(old!)
    const basis = currentBasis({ digest: 'sha256:1', lexicons: [] }, '0.1.0', {}, '2026-11-30')
    ledger.record({ path: 'a.docx', sha256: 'aa', screenings }, basis)
    const rows = [...queryLedger(ledger, { history: true, path: 'a.docx' })]
    expect(rows.map((row) => basisOf(row).schema)).toEqual(['secrecy-screen/report/v1', 'secrecy-screen/report/v2'])
    expect(rows.map(screeningsOf)).toEqual([SCREENINGS_V2, SCREENINGS_V2])
    expect(verifyLedger(ledger, { head, key: KEY })).toMatchObject({ faults: [], entries: 4, since: 1, sealed: 2 })
    ledger.close()
  })

  it('cannot be opened by a program that knows version 1 only', () => {
    openLedger(file).close()
    expect(valueOf('PRAGMA user_version')).toBe(3)
  })

  it('still shows that a row was changed', () => {
    const database = new Database(file)
    database.exec("UPDATE entry SET content = replace(content, '\"part\"', '\"kind\"') WHERE id = 1")
    database.close()
    const ledger = openLedger(file)
    expect(verifyLedger(ledger, { head }).faults).toEqual([{ kind: 'changed', entry: 1 }])
    ledger.close()
  })

  it('is exported as a report of version 2', async () => {
    const { status, stdout } = await screen(['ledger', 'export', '--format', 'json', file])
    expect(status).toBe(0)
    const { schema, documents } = JSON.parse(stdout) as Report
    expect(schema).toBe('secrecy-screen/report/v2')
    expect(documents[0]!.findings[0]!.location).toEqual({ kind: 'header', name: 'word/header1.xml', page: 1, paragraph: 2 })
    expect(documents[0]!.gaps).toEqual([{ piece: 'word/media/image1.png', reason: 'ocr-disabled' }])
  })

  it('is continued by the next run, in the same chain', async () => {
    const input = join(folder, 'in')
    writeFileSync(input, '今天天气很好。\n')
    const first = await screen(['--lang', 'en', '--ledger', file, input])
    expect(first).toMatchObject({ status: 0, stderr: expect.stringContaining('1 documents, 1 screened in this run') as string })
    const { status, stdout } = await screen(['ledger', 'verify', '--lang', 'en', '--head', head, file])
    expect([status, stdout]).toEqual([0, expect.stringContaining('2 entries since the given head')])
  })
})
