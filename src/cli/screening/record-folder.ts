import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { readRecord, renderRecord, type ScreeningRecord } from '../../report/record.js'
import { OWNER_ONLY } from '../../source/index.js'

/**
 * The records found in a folder. Record files are added and never changed. Each is named by the digests of the document
 * and of the record, so that a document can have several records and no file name reveals the name of a document.
 */
export interface RecordFolder {
  readonly records: readonly ScreeningRecord[]
  /** Names of record files that are invalid. */
  readonly damaged: readonly string[]
}

/** Adds a record, unless the same record exists. @throws ScreenError `usage` when it cannot be written */
export async function addRecord(folder: string, record: ScreeningRecord): Promise<void> {
  const name = recordFileName(record)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, name), renderRecord(record), { flag: 'wx', flush: true, mode: OWNER_ONLY })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    if (code === 'EEXIST' && (await readRecordFile(folder, name))?.hash === record.hash) return
    throw new ScreenError('record-unwritable', { folder, code }, { cause })
  }
}

/** The records of one content, by its SHA-256 in hex. @throws ScreenError `usage` when the folder cannot be read */
export async function recordsOf(folder: string, sha256: string): Promise<RecordFolder> {
  return readFolder(folder, (name) => name.startsWith(`${sha256}-`), ({ document }) => document.sha256 === sha256)
}

/**
 * The records of files with this name and any content, among the first `MAX_READ` record files.
 * @throws ScreenError `usage` when the folder cannot be read
 */
export async function recordsNamed(folder: string, file: string): Promise<RecordFolder> {
  return readFolder(folder, () => true, ({ document }) => basename(document.path) === basename(file))
}

/** Reads record files in the order of their names. */
async function readFolder(
  folder: string, matchesName: (name: string) => boolean, matches: (record: ScreeningRecord) => boolean,
): Promise<RecordFolder> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('records-unreadable', { folder, code: cause.code ?? 'UNKNOWN' })
  })
  const records: ScreeningRecord[] = []
  const damaged: string[] = []
  for (const name of names.filter((one) => RECORD_NAME.test(one) && matchesName(one)).sort().slice(0, MAX_READ)) {
    const record = await readRecordFile(folder, name)
    if (!record) damaged.push(name)
    else if (matches(record)) records.push(record)
  }
  return { records, damaged }
}

async function readRecordFile(folder: string, name: string): Promise<ScreeningRecord | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined)
  const record = text === undefined ? undefined : readRecord(text)
  return record && name === recordFileName(record) ? record : undefined
}

function recordFileName({ document: { sha256 = UNREAD }, hash }: ScreeningRecord): string {
  return `${sha256}-${hash.slice(0, NAME_DIGITS)}.json`
}

/** Used as the digest of a document that could not be read. */
const UNREAD = 'unread'
const NAME_DIGITS = 16
const RECORD_NAME = /^(?:[0-9a-f]{64}|unread)-[0-9a-f]{16}\.json$/
const MAX_READ = 20_000
