import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  basisOf, CHAIN_START, chainHash, openLedger, openOrCreateLedger, queryLedger, screeningsOf, verifyLedger, type Basis,
  type Ledger, type NewDocument,
} from '../../../src/bulk/ledger/index.js'
import { REPORT_SCHEMA, ScreenError, type Screening, type Verdict } from '../../../src/model/index.js'
import { temporaryFolder } from '../../temporary-folder.js'

let file: string

beforeEach(() => (file = join(temporaryFolder(), 'ledger')))

const basis: Basis = {
  schema: REPORT_SCHEMA, version: '1.0.0', options: '{}',
  ruleset: { digest: 'sha256:1', lexicons: [{ id: 'marks', version: '1' }] },
}
const RUN_END = {
  end: 'complete', paths: ['.'], begun: '2026-01-01T00:00:00.000Z', documents: 4, screened: 4, gone: 0,
  verdicts: { block: 0, review: 0, incomplete: 0, clear: 4 },
} as const
const stat = { size: 10, mtime: '1700000000123456789', ctime: '1700000000123456789' }

function document(path: string, verdict: Verdict = 'clear', sha256 = `hash of ${path}`): NewDocument {
  const screening: Screening = {
    path, sha256, format: 'text', bytes: 10, verdict, findings: [], gaps: [], suppressed: [], remarks: [],
  }
  return { path, stat, sha256, screenings: [screening] }
}

function ledgerOf(...documents: readonly NewDocument[]): Ledger {
  const ledger = openOrCreateLedger(file)
  for (const one of documents) ledger.record(one, basis)
  return ledger
}

/** Changes the file as a forger with SQLite would. */
function tamper(sql: string): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

const names = (rows: Iterable<{ path: string; kind: string }>) => [...rows].map(({ path, kind }) => `${kind} ${path}`)

describe('a ledger', () => {
  it('returns all fields of a document, whatever characters its name has', () => {
    const name = Buffer.from([0x61, 0xff, 0x0a])
    const odd: NewDocument = { ...document('a\n机密 ☃'), file: name }
    const ledger = ledgerOf(odd, document('b'))
    expect(ledger.latestEntry('a\n机密 ☃')).toBeUndefined()
    const row = ledger.latestEntry('a\n机密 ☃', name)!
    const { sha256 } = odd
    expect(row).toMatchObject({ id: 1, kind: 'document', file: '61ff0a', ...stat, sha256, verdict: 'clear' })
    expect(screeningsOf(row)).toEqual(odd.screenings)
    expect(basisOf(row)).toEqual(basis)
    ledger.close()
  })

  it('keeps its entries when it is closed and opened again', () => {
    ledgerOf(document('a')).close()
    const ledger = openLedger(file)
    ledger.record(document('b'), basis)
    expect(names(queryLedger(ledger))).toEqual(['document a', 'document b'])
    expect(verifyLedger(ledger)).toMatchObject({ faults: [], entries: 2 })
    ledger.close()
  })

  it('finds documents by content and by size, on the same basis only', () => {
    const ledger = ledgerOf(document('a', 'clear', 'one'), document('b', 'clear', 'one'), document('c', 'clear', 'two'))
    const other = { ...basis, options: '{"ocr":"off"}' }
    expect(names(ledger.byContent('one', basis))).toEqual(['document b', 'document a'])
    expect(ledger.hashesOfSize(10, basis)).toEqual(['two', 'one'])
    expect([ledger.byContent('one', other), ledger.hashesOfSize(10, other)]).toEqual([[], []])
    expect(ledger.hashesOfSize(11, basis)).toEqual([])
    ledger.close()
  })

  it('records a document that is delivered twice once, unless something differs', () => {
    const ledger = ledgerOf()
    expect(ledger.recordOnce(document('a'), basis)).toMatchObject({ id: 1 })
    expect(ledger.recordOnce(document('a'), basis)).toBeUndefined()
    expect(ledger.recordOnce(document('a', 'block'), basis)).toMatchObject({ id: 2 })
    expect(ledger.recordOnce(document('a', 'block'), { ...basis, version: '1.0.1' })).toMatchObject({ id: 3 })
    ledger.close()
  })

  it('has one chain when two processes write to it', () => {
    const first = ledgerOf(document('a'))
    const second = openLedger(file)
    second.record(document('b'), basis)
    first.record(document('c'), basis)
    expect(verifyLedger(second)).toMatchObject({ faults: [], entries: 3, head: first.head().hash })
    first.close()
    second.close()
  })
})

describe('the files of a ledger', () => {
  const modes = () => readdirSync(dirname(file)).map((name) => statSync(join(dirname(file), name)).mode & 0o777)

  it('can be read by their owner only, also those that others could read before', () => {
    const ledger = ledgerOf(document('a'))
    expect(modes()).toEqual([0o600, 0o600, 0o600])
    for (const name of readdirSync(dirname(file))) chmodSync(join(dirname(file), name), 0o644)
    openLedger(file).close()
    expect(new Set(modes())).toEqual(new Set([0o600]))
    ledger.close()
  })

  it('are not links', () => {
    symlinkSync('elsewhere', file)
    expect(() => openOrCreateLedger(file)).toThrow('symbolic link')
    expect(existsSync(join(dirname(file), 'elsewhere'))).toBe(false)
  })
})

describe('a query', () => {
  it('selects the last entry of each document that still exists, in the order of the paths', () => {
    const ledger = ledgerOf(document('b'), document('a'), document('c'), document('b', 'block'))
    ledger.recordRemoval(ledger.latestEntry('c')!)
    expect(names(queryLedger(ledger))).toEqual(['document a', 'document b'])
    expect(names(queryLedger(ledger, { history: true }))).toEqual(
      ['document a', 'document b', 'document b', 'document c', 'gone c'],
    )
    expect(names(queryLedger(ledger, { verdicts: ['block', 'review'] }))).toEqual(['document b'])
    ledger.close()
  })

  it('selects by path and by time', () => {
    const ledger = openOrCreateLedger(file)
    ledger.record(document('in/a%b'), basis, new Date('2026-01-02T00:00:00Z'))
    ledger.record(document('in/axb'), basis, new Date('2026-02-02T00:00:00Z'))
    expect(names(queryLedger(ledger, { path: 'a%b' }))).toEqual(['document in/a%b'])
    expect(names(queryLedger(ledger, { since: '2026-02' }))).toEqual(['document in/axb'])
    expect(names(queryLedger(ledger, { before: '2026-02' }))).toEqual(['document in/a%b'])
    ledger.close()
  })

  it('selects by rules with findings, not by rules with suppressed findings only', () => {
    const finding: Screening['findings'][number] = {
      rule: 'mark.x', category: 'custom', severity: 'note', title: { 'zh-CN': '', en: '' }, match: '', basis: [],
      visibility: 'visible', location: { kind: 'body' }, reasons: [], fingerprint: '0'.repeat(32),
    }
    const plain = document('x').screenings[0]!
    const ledger = ledgerOf(
      { ...document('found'), screenings: [plain, { ...plain, findings: [finding] }] },
      { ...document('suppressed'), screenings: [{ ...plain, suppressed: [finding] }] },
    )
    expect(names(queryLedger(ledger, { rule: 'mark.x' }))).toEqual(['document found'])
    expect(names(queryLedger(ledger, { rule: 'mark' }))).toEqual([])
    ledger.close()
  })
})

describe('a chain shows that', () => {
  const documents = ['a', 'b', 'c', 'd'].map((path) => document(path))
  it.each([
    ['a verdict was changed',
      "UPDATE entry SET verdict = 'clear', content = '[]' WHERE id = 2", { kind: 'changed', entry: 2 }],
    ['a path was changed', "UPDATE entry SET path = 'z' WHERE id = 3", { kind: 'changed', entry: 3 }],
    ['a time was changed', "UPDATE entry SET at = '2020' WHERE id = 4", { kind: 'changed', entry: 4 }],
    ['a ruleset was changed',
      "UPDATE basis SET text = replace(text, 'sha256:1', 'sha256:2')", { kind: 'changed', entry: 1 }],
    ['its rulesets were removed', 'PRAGMA foreign_keys = off; DELETE FROM basis', { kind: 'changed', entry: 1 }],
    ['a name is no text', "UPDATE entry SET path = x'61' WHERE id = 2", { kind: 'changed', entry: 2 }],
    ['a name is no UTF-8', "UPDATE entry SET path = CAST(x'ff' AS TEXT) WHERE id = 2", { kind: 'changed', entry: 2 }],
    ['its own hash is no text', "UPDATE entry SET chain = x'61' WHERE id = 2", { kind: 'changed', entry: 2 }],
    ['a row was removed', 'DELETE FROM entry WHERE id = 2', { kind: 'missing', entry: 2 }],
    ['the first row was removed', 'DELETE FROM entry WHERE id = 1', { kind: 'missing', entry: 1 }],
    ['a row was removed and the others were renumbered',
      'DELETE FROM entry WHERE id = 2; UPDATE entry SET id = id - 1 WHERE id > 2', { kind: 'changed', entry: 2 }],
    ['two rows were exchanged',
      'UPDATE entry SET id = 9 WHERE id = 2; UPDATE entry SET id = 2 WHERE id = 3; UPDATE entry SET id = 3 WHERE id = 9',
      { kind: 'changed', entry: 2 }],
  ] as const)('%s', (_, sql, fault) => {
    ledgerOf(...documents).close()
    tamper(sql)
    const ledger = openLedger(file)
    expect(verifyLedger(ledger).faults[0]).toEqual(fault)
    ledger.close()
  })

  it('its last rows were cut off, if its head was noted down', () => {
    const before = ledgerOf(...documents)
    const head = before.head().hash
    expect(verifyLedger(before, { head })).toMatchObject({ faults: [], since: 0 })
    before.record(document('e'), basis)
    expect(verifyLedger(before, { head })).toMatchObject({ faults: [], since: 1 })
    before.close()
    tamper('DELETE FROM entry WHERE id > 3')
    const ledger = openLedger(file)
    expect(verifyLedger(ledger).faults).toEqual([])
    expect(verifyLedger(ledger, { head }).faults).toEqual([{ kind: 'head' }])
    ledger.close()
  })

  it('it was rewritten by somebody without the key', () => {
    const key = Buffer.from('a key of sixteen bytes or more')
    const ledger = ledgerOf(...documents)
    ledger.recordRunEnd(RUN_END, basis, key)
    expect(verifyLedger(ledger, { key })).toMatchObject({ faults: [], sealed: 5 })
    ledger.record(document('e'), basis)
    expect(verifyLedger(ledger, { key })).toMatchObject({ faults: [], sealed: 5, entries: 6 })
    ledger.recordRunEnd(RUN_END, basis, Buffer.from('another'))
    expect(verifyLedger(ledger, { key }).faults).toEqual([{ kind: 'seal', entry: 7 }])
    ledger.close()
  })
})

describe('the entries that a run with a key may use', () => {
  const key = Buffer.from('a key of sixteen bytes or more')
  const documents = ['a', 'b', 'c', 'd'].map((path) => document(path))
  const trustedOf = (ledger: Ledger, withKey = key): number[] => {
    const { trusted, entries } = verifyLedger(ledger, { key: withKey })
    return Array.from({ length: entries }, (_, at) => at + 1).filter((id) => trusted!.has(id))
  }
  /** Entries 1 to 4 sealed by 5, entries 6 and 7 sealed by 8. */
  function sealedLedger(): Ledger {
    const ledger = ledgerOf(...documents)
    ledger.recordRunEnd(RUN_END, basis, key)
    ledger.record(document('e'), basis)
    ledger.record(document('f'), basis)
    ledger.recordSeal(basis, key)
    return ledger
  }
  /** Computes the chain anew, as a forger without the key can. */
  function rechain(): void {
    const ledger = openLedger(file)
    const rows = [...ledger.select('ORDER BY entry.id')]
    ledger.close()
    let hash = CHAIN_START
    for (const row of rows) tamper(`UPDATE entry SET chain = '${(hash = chainHash(hash, row))}' WHERE id = ${row.id}`)
  }

  it('are those that processes with the key have added', () => {
    const ledger = sealedLedger()
    expect(trustedOf(ledger)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(trustedOf(ledger, Buffer.from('another key of sixteen bytes'))).toEqual([])
    ledger.close()
  })

  it.each([
    ['an edited verdict', "UPDATE entry SET content = '[]' WHERE id = 2", [3, 4, 5, 6, 7, 8]],
    ['an exchanged path', "UPDATE entry SET path = 'z' WHERE id = 7", [1, 2, 3, 4, 5, 8]],
    ['a removed entry', 'DELETE FROM entry WHERE id = 3', [5, 6, 7, 8]],
    ['an end cut off', 'DELETE FROM entry WHERE id > 6', [1, 2, 3, 4, 5]],
  ])('leave out the stretch with %s', (_, sql, expected) => {
    sealedLedger().close()
    tamper(sql)
    const ledger = openLedger(file)
    expect(trustedOf(ledger)).toEqual(expected)
    ledger.close()
  })

  it('leave out everything before a seal whose chain was computed anew', () => {
    sealedLedger().close()
    tamper("UPDATE entry SET content = '[]' WHERE id = 2")
    rechain()
    const ledger = openLedger(file)
    expect(verifyLedger(ledger).faults).toEqual([])
    expect(verifyLedger(ledger, { key }).faults).toEqual([{ kind: 'seal', entry: 5 }, { kind: 'seal', entry: 8 }])
    expect(trustedOf(ledger)).toEqual([5, 8])
    ledger.close()
  })

  it('leave out what another process added, though a later run with the key seals after it', () => {
    const own = sealedLedger()
    const foreign = openLedger(file)
    foreign.record(document('forged'), basis)
    foreign.close()
    own.record(document('g'), basis)
    own.recordRunEnd(RUN_END, basis, key)
    own.close()
    const next = openLedger(file)
    next.record(document('h'), basis)
    next.recordRunEnd(RUN_END, basis, key)
    expect(verifyLedger(next, { key }).faults).toEqual([])
    expect(trustedOf(next)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13])
    next.close()
  })

  it('leave out an entry that was changed between its addition and its seal', () => {
    const ledger = ledgerOf(document('a'), document('b'))
    tamper("UPDATE entry SET content = '[]' WHERE id = 1")
    rechain()
    ledger.record(document('c'), basis)
    ledger.recordRunEnd(RUN_END, basis, key)
    expect(trustedOf(ledger)).toEqual([3, 4])
    ledger.close()
  })
})

describe('a ledger with damaged pages', () => {
  it('is read to the damage, and then an error of use, wherever the damage is', () => {
    ledgerOf(...Array.from({ length: 60 }, (_, index) => document(`a/${index}`.padEnd(40, '文')))).close()
    tamper('PRAGMA wal_checkpoint(TRUNCATE)')
    const sound = readFileSync(file)
    const pages = sound.length / PAGE
    expect(pages).toBeGreaterThan(8)
    for (let page = 1; page < pages; page++) {
      const damaged = join(temporaryFolder(), 'ledger')
      writeFileSync(damaged, Buffer.from(sound).fill('Z', page * PAGE, (page + 1) * PAGE))
      for (const read of READS) expect(faultOf(damaged, read), `page ${page}`).toBeOneOf([undefined, 'ledger-unusable'])
      expect(faultOf(damaged, (ledger) => expect(verifyLedger(ledger).faults).not.toEqual([]))).toBeOneOf([undefined, 'ledger-unusable'])
    }
  })

  const PAGE = 4096
  const READS: readonly ((ledger: Ledger) => unknown)[] = [
    (ledger) => [...queryLedger(ledger)], (ledger) => [...queryLedger(ledger, { history: true })],
    (ledger) => [...ledger.currentDocuments()], (ledger) => ledger.latestEntry('a/7'), (ledger) => ledger.row(30),
    (ledger) => ledger.head(), (ledger) => ledger.basis(1), (ledger) => ledger.hashesOfSize(10, basis),
    (ledger) => ledger.byContent('hash of a/7', basis), (ledger) => ledger.record(document('new'), basis),
  ]

  /** The reason of the error; any other error is thrown. */
  function faultOf(path: string, read: (ledger: Ledger) => unknown): string | undefined {
    let ledger: Ledger | undefined
    try {
      ledger = openLedger(path)
      read(ledger)
      return undefined
    } catch (error) {
      if (error instanceof ScreenError) return error.reason
      throw error
    } finally {
      ledger?.close()
    }
  }
})

describe('a file that is not a ledger', () => {
  it('is not created when it is opened for reading', () => {
    expect(() => openLedger(file)).toThrow('there is no ledger')
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['another program\'s database', () => tamper('CREATE TABLE people (id)'), 'is not a ledger'],
    ['a text', () => writeFileSync(file, 'a'.repeat(5000)), 'cannot be used'],
    ['a ledger with a trigger', () => {
      openOrCreateLedger(file).close()
      tamper("CREATE TRIGGER forge AFTER INSERT ON entry BEGIN UPDATE entry SET verdict = 'clear'; END")
    }, 'is not a ledger'],
    ['a ledger of a later version', () => {
      openOrCreateLedger(file).close()
      tamper('PRAGMA user_version = 99')
    }, 'later version'],
  ])('is refused: %s', (_, make, reason) => {
    make()
    expect(() => openOrCreateLedger(file)).toThrow(reason)
  })

  it('an empty ledger has the head of every chain', () => {
    const ledger = openOrCreateLedger(file)
    expect(ledger.head()).toEqual({ entries: 0, hash: CHAIN_START })
    expect(verifyLedger(ledger)).toMatchObject({ faults: [], entries: 0 })
    ledger.close()
  })
})
