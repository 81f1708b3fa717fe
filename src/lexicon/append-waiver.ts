import { randomBytes } from 'node:crypto'
import { lstat, rename, rm, writeFile } from 'node:fs/promises'
import { Document, isSeq, parseDocument } from 'yaml'
import type { Waiver } from '../judge/outcome/waivers.js'
import { ScreenError } from '../model/index.js'
import { codeOf, MAX_WAIVERS_BYTES, readBounded } from '../source/files/bounded-file.js'
import { parseWaivers, WAIVERS_SCHEMA } from './waivers-file.js'

/**
 * Appends a waiver to a waivers file, or creates the file, for its owner only. Comments and order of an existing file
 * are kept. The new content is validated and written to a temporary file first, which then replaces the old file in one
 * step.
 * @returns false when the file has this waiver already; then it is not changed
 * @throws ScreenError `usage` when another waiver of the finding is in force on `today` (`YYYY-MM-DD`) or the file is a
 * link, `configuration` with every complaint when the file or the waiver is invalid
 */
export async function appendWaiver(file: string, waiver: Waiver, today: string): Promise<boolean> {
  const existing = await readExisting(file)
  const others = existing === undefined ? [] : parseWaivers(file, existing)
  const inForce = others.filter(({ fingerprint, expires }) =>
    fingerprint === waiver.fingerprint && (expires === undefined || expires >= today))
  if (inForce.some((other) => isEqual(other, waiver))) return false
  if (inForce.length > 0) throw new ScreenError('waiver-exists', { fingerprint: waiver.fingerprint, file })
  const text = withWaiver(existing, waiver, file)
  parseWaivers(file, text)
  await replaceFile(file, text)
  return true
}

/** The text of the file; undefined when there is none or it is empty. */
async function readExisting(file: string): Promise<string | undefined> {
  try {
    if ((await lstat(file)).isSymbolicLink()) throw new ScreenError('link-not-written', { file })
    const text = (await readBounded(file, MAX_WAIVERS_BYTES)).toString()
    return text.trim() === '' ? undefined : text
  } catch (cause) {
    if (cause instanceof ScreenError) throw cause
    const code = codeOf(cause)
    if (code === 'ENOENT') return undefined
    throw new ScreenError('waivers-unreadable', { file, code }, { cause })
  }
}

function isEqual(a: Waiver, b: Waiver): boolean {
  return a.reason === b.reason && a.approver === b.approver && a.expires === b.expires
}

function withWaiver(existing: string | undefined, waiver: Waiver, file: string): string {
  const empty = { schema: WAIVERS_SCHEMA, waivers: [] }
  const document = existing === undefined ? new Document(empty) : parseDocument(existing)
  const list = document.get('waivers')
  if (!isSeq(list)) throw new ScreenError('waivers-not-list', { file })
  list.flow = false
  list.add(document.createNode(waiver))
  return document.toString({ lineWidth: 0 })
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o600 })
    await rename(temporary, file)
  } catch (cause) {
    await rm(temporary, { force: true })
    throw new ScreenError('waivers-unwritable', { file, code: codeOf(cause) }, { cause })
  }
}
