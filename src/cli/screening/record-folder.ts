import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { readRecord, renderRecord, type ScreeningRecord } from '../../report/record.js'

/**
 * A folder of records. Files are added and never changed: each is named by the digest of the document and of the
 * record, so that several screenings of one document lie side by side and no name tells what a document is called.
 */
export interface RecordFolder {
  readonly records: readonly ScreeningRecord[]
  /** Names of files that should be records and do not hold. */
  readonly damaged: readonly string[]
}

/** Adds a record; one that is there already stays as it is. @throws ScreenError `usage` when it cannot be written */
export async function addRecord(folder: string, record: ScreeningRecord): Promise<void> {
  const name = nameOf(record)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, name), renderRecord(record), { flag: 'wx', flush: true })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    if (code === 'EEXIST' && (await readOne(folder, name))?.hash === record.hash) return
    throw new ScreenError('record-unwritable', { folder, code }, { cause })
  }
}

/** The records of one content, by its SHA-256 in hex. @throws ScreenError `usage` when the folder cannot be read */
export async function recordsOf(folder: string, sha256: string): Promise<RecordFolder> {
  return readAll(folder, (name) => name.startsWith(`${sha256}-`), ({ document }) => document.sha256 === sha256)
}

/**
 * The records of files of a name, whatever their content: at most `MOST_READ` are looked at. @throws ScreenError
 * `usage`
 */
export async function recordsNamed(folder: string, file: string): Promise<RecordFolder> {
  return readAll(folder, () => true, ({ document }) => basename(document.path) === basename(file))
}

/** The folder as names of files, oldest name first. */
async function readAll(
  folder: string, named: (name: string) => boolean, wanted: (record: ScreeningRecord) => boolean,
): Promise<RecordFolder> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('records-unreadable', { folder, code: cause.code ?? 'UNKNOWN' })
  })
  const records: ScreeningRecord[] = []
  const damaged: string[] = []
  for (const name of names.filter((one) => RECORD_NAME.test(one) && named(one)).sort().slice(0, MOST_READ)) {
    const record = await readOne(folder, name)
    if (!record) damaged.push(name)
    else if (wanted(record)) records.push(record)
  }
  return { records, damaged }
}

async function readOne(folder: string, name: string): Promise<ScreeningRecord | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined)
  const record = text === undefined ? undefined : readRecord(text)
  return record && name === nameOf(record) ? record : undefined
}

function nameOf({ document: { sha256 = UNREAD }, hash }: ScreeningRecord): string {
  return `${sha256}-${hash.slice(0, NAME_DIGITS)}.json`
}

/** Stands for the digest of a document that could not be read. */
const UNREAD = 'unread'
const NAME_DIGITS = 16
const RECORD_NAME = /^(?:[0-9a-f]{64}|unread)-[0-9a-f]{16}\.json$/
const MOST_READ = 20_000
