import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { readRecord, renderRecord, type ScreeningRecord } from '../../report/record.js'
import { readBounded } from '../../source/files/bounded-file.js'
import { narrowToOwner, OWNER_ONLY } from '../../source/index.js'
import { appendToChain, CHAIN_FILE, readChain, type ChainedRecord } from './record-chain.js'

/**
 * The records found in a folder. Record files are added and never changed. Each is named by the digests of the document
 * and of the record, so that a document can have several records and no file name reveals the name of a document.
 */
export interface RecordFolder {
  readonly records: readonly ScreeningRecord[]
  /** Names of record files that are invalid. */
  readonly damaged: readonly string[]
}

/**
 * Adds a record and its line in the chain of the folder, unless the same record exists. Only the owner can read them.
 * @param key seals the line
 * @throws ScreenError `usage` when it cannot be written
 */
export async function addRecord(folder: string, record: ScreeningRecord, key?: Uint8Array): Promise<void> {
  const name = recordFileName(record)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, name), renderRecord(record), { flag: 'wx', flush: true, mode: OWNER_ONLY })
    await appendToChain(folder, { record: record.hash, document: record.document.sha256 ?? UNREAD }, key)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    if (code === 'EEXIST' && (await readRecordFile(folder, name))?.hash === record.hash) return
    throw new ScreenError('record-unwritable', { folder, code }, { cause })
  }
}

/** Takes the rights of others from the records that exist. */
export async function narrowRecords(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (RECORD_NAME.test(name) || name === CHAIN_FILE) narrowToOwner(join(folder, name))
}

/** A folder of records that is read for a verification. */
export interface Records {
  readonly folder: string
  readonly keyed: boolean
  /** Lines of the chain that do not hold. */
  readonly broken: number
  /** Whether lines were removed, moved, changed or copied, so that the latest record cannot be known. */
  readonly rearranged: boolean
  /**
   * The latest record of a content, by its SHA-256 in hex: the last one in the chain. With a key, one that the key did
   * not seal is passed over if it is clear: anybody can add it, but also take the seal from one that is not clear.
   * Records of versions without a chain count where the chain has none. Undefined when the file of the latest record
   * is gone: an earlier one does not stand for it.
   */
  of(sha256: string): Promise<{ readonly latest?: LatestRecord; readonly damaged: readonly string[] }>
}

/** A record, and its seal; absent for a record that is in no chain. */
export interface LatestRecord {
  readonly record: ScreeningRecord
  readonly seal?: ChainedRecord['seal']
}

/** Opens a folder of records. @throws ScreenError `usage` when it cannot be read */
export async function openRecords(folder: string, key?: Uint8Array): Promise<Records> {
  const chain = await readChain(folder, key).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('records-unreadable', { folder, code: cause.code ?? 'UNKNOWN' }, { cause })
  })
  return {
    folder, keyed: key !== undefined, broken: chain.broken, rearranged: chain.rearranged,
    of: async (sha256) => {
      const lines = chain.records.filter(({ document }) => document === sha256)
      const { records, damaged } = await readFolder(
        folder, (name) => name.startsWith(`${sha256}-`), ({ document }) => document.sha256 === sha256,
      )
      const recordOf = (line: ChainedRecord) => records.find(({ hash }) => hash === line.record)
      const counts = (line: ChainedRecord) => line.seal === 'valid' || !isClear(recordOf(line))
      const line = (key && lines.findLast(counts)) ?? lines.at(-1)
      if (!line) {
        const record = latestOf(records.filter(({ sealed }) => sealed === undefined))
        return { ...(record && { latest: { record } }), damaged }
      }
      const record = recordOf(line)
      const missing = `${sha256}-${line.record.slice(0, NAME_DIGITS)}.json`
      if (record) return { latest: { record, seal: line.seal }, damaged }
      return { damaged: damaged.includes(missing) ? damaged : [...damaged, missing] }
    },
  }
}

/** The latest of records without a chain; of two with the same time, the one that is not clear. */
export function latestOf(records: readonly ScreeningRecord[]): ScreeningRecord | undefined {
  const newer = (a: ScreeningRecord, b: ScreeningRecord): boolean =>
    a.time > b.time || (a.time === b.time && !isClear(a))
  const [first, ...others] = records
  return first && others.reduce((latest, one) => (newer(one, latest) ? one : latest), first)
}

function isClear(record: ScreeningRecord | undefined): boolean {
  return record?.verdict === 'clear' && record.scope === 'whole'
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
  const text = await readBounded(join(folder, name), MAX_RECORD_BYTES).catch(() => undefined)
  return text && parseRecordFile(name, text)
}

/** The record in a file; undefined for content that is not a record, or not the one of this name. */
export function parseRecordFile(name: string, content: Uint8Array): ScreeningRecord | undefined {
  const record = RECORD_NAME.test(name) ? readRecord(Buffer.from(content).toString()) : undefined
  return record && name === recordFileName(record) ? record : undefined
}

function recordFileName({ document: { sha256 = UNREAD }, hash }: ScreeningRecord): string {
  return `${sha256}-${hash.slice(0, NAME_DIGITS)}.json`
}

/** Used as the digest of a document that could not be read. */
const UNREAD = 'unread'
const NAME_DIGITS = 16
/** The name of a record file. */
export const RECORD_NAME = /^(?:[0-9a-f]{64}|unread)-[0-9a-f]{16}\.json$/
/** Bytes of a record. Only a document with a hundred thousand gaps has a larger one. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024
const MAX_READ = 20_000
