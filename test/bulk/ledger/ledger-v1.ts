import { createHmac } from 'node:crypto'
import Database from 'libsql'
import { CHAIN_START, chainHash, type EntryRow } from '../../../src/bulk/ledger/index.js'

/** The key that seals the run of `writeLedgerV1`. */
export const KEY = Buffer.from('a key of sixteen bytes or more')

const RULESET = { digest: 'sha256:1', lexicons: [{ id: 'marks', version: '1' }] }
const BASIS = JSON.stringify({ ruleset: RULESET, engine: '0.1.0', options: '{}' })

const finding = {
  rule: 'mark.state-secret', category: 'state-secret', severity: 'block', level: '机密', match: '机密★5年',
  title: { 'zh-CN': '国家秘密标志', en: 'State-secret mark' },
  visibility: 'visible', location: { part: 'header', name: 'word/header1.xml', page: 1, paragraph: 2 }, basis: [],
  reasons: [], fingerprint: 'f',
}

/** Screenings as version 1 stored them: a location's kind and a gap's piece are called `part`. */
const SCREENINGS_V1 = [{
  path: 'a.docx', sha256: 'aa', format: 'docx', bytes: 10, verdict: 'block', findings: [finding],
  gaps: [{ part: 'word/media/image1.png', reason: 'ocr-disabled' }], suppressed: [{ ...finding, rule: 'term.x' }],
  remarks: [],
}]

/** The same screenings in the shape of today. */
export const SCREENINGS_V2 = SCREENINGS_V1.map((screening) => ({
  ...screening,
  findings: screening.findings.map(renamed), suppressed: screening.suppressed.map(renamed),
  gaps: [{ piece: 'word/media/image1.png', reason: 'ocr-disabled' }],
}))

function renamed({ location: { part, ...place }, ...rest }: typeof finding) {
  return { ...rest, location: { kind: part, ...place } }
}

/** Writes a ledger as version 1 did: two documents and the sealed end of a run. @returns the head of its chain */
export function writeLedgerV1(file: string): string {
  const database = new Database(file)
  database.exec(TABLES)
  database.prepare('INSERT INTO basis (text) VALUES (?)').run(BASIS)
  const insert = database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  let hash = CHAIN_START
  for (const row of rows()) {
    const sealed = row.kind === 'run' ? { ...row, content: row.content.replace('SEAL', sealOfVersion1(hash)) } : row
    hash = chainHash(hash, sealed)
    const { id, kind, path, size, mtime, ctime, sha256, at, verdict, content } = sealed
    insert.run(id, kind, path, null, size, mtime, ctime, sha256, 1, at, verdict, content, hash)
  }
  database.close()
  return hash
}

function rows(): EntryRow[] {
  const shared = { file: null, size: 10, mtime: '1', ctime: '1', basis: BASIS, at: '2026-11-01T00:00:00.000Z' }
  const nothing = { size: null, mtime: null, ctime: null, sha256: null, verdict: null }
  const clear = [{
    path: 'b.txt', sha256: 'bb', format: 'text', bytes: 10, verdict: 'clear', findings: [], gaps: [], suppressed: [],
    remarks: [],
  }]
  const run = {
    end: 'complete', paths: ['.'], begun: '2026-11-01T00:00:00.000Z', documents: 2, screened: 2, gone: 0,
    verdicts: { block: 1, review: 0, incomplete: 0, clear: 1 }, seal: 'SEAL',
  }
  return [
    { ...shared, id: 1, kind: 'document', path: 'a.docx', sha256: 'aa', verdict: 'block', content: JSON.stringify(SCREENINGS_V1) },
    { ...shared, id: 2, kind: 'document', path: 'b.txt', sha256: 'bb', verdict: 'clear', content: JSON.stringify(clear) },
    { ...shared, ...nothing, id: 3, kind: 'run', path: '', content: JSON.stringify(run) },
  ]
}

/** The schema of version 1, as it was published. */
const TABLES = `
  CREATE TABLE basis (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, path TEXT NOT NULL, file TEXT, size INTEGER, mtime TEXT, ctime TEXT,
    sha256 TEXT, basis INTEGER NOT NULL REFERENCES basis (id), at TEXT NOT NULL, verdict TEXT, content TEXT NOT NULL,
    chain TEXT NOT NULL
  );
  CREATE INDEX entry_path ON entry (path, file, id);
  CREATE INDEX entry_sha256 ON entry (sha256, basis) WHERE sha256 IS NOT NULL;
  CREATE INDEX entry_size ON entry (size, basis, sha256) WHERE sha256 IS NOT NULL;
  CREATE INDEX entry_kind ON entry (kind, id) WHERE kind <> 'document';
  PRAGMA application_id = ${0x53534c47}; PRAGMA user_version = 1`

function sealOfVersion1(hash: string): string {
  return createHmac('sha256', KEY).update(`secrecy-screen ledger ${hash}`).digest('hex')
}
