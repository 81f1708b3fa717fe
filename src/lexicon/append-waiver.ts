import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { Document, isSeq, parseDocument } from 'yaml'
import type { Waiver } from '../judge/outcome/waivers.js'
import { ScreenError } from '../model/index.js'
import { loadWaivers, WAIVERS_SCHEMA } from './waivers-file.js'

/**
 * Appends a waiver to a waivers file, or creates the file. Comments and order of an existing file are kept. The new
 * content is validated and written to a temporary file first, which then replaces the old file in one step.
 * @throws ScreenError `configuration` with every complaint when the file or the waiver is invalid
 */
export async function appendWaiver(file: string, waiver: Waiver): Promise<void> {
  const existing = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new ScreenError('waivers-unreadable', { file, code: error.code ?? 'UNKNOWN' }, { cause: error })
  })
  if (existing?.trim()) await loadWaivers(file)
  const document = existing?.trim() ? parseDocument(existing) : new Document({ schema: WAIVERS_SCHEMA, waivers: [] })
  const list = document.get('waivers')
  if (!isSeq(list)) throw new ScreenError('waivers-not-list', { file })
  list.flow = false
  list.add(document.createNode(waiver))
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  await writeFile(temporary, document.toString({ lineWidth: 0 }), { flag: 'wx' })
  await validateOrRemove(temporary)
  await rename(temporary, file)
}

async function validateOrRemove(file: string): Promise<void> {
  await loadWaivers(file).catch(async (error: unknown) => {
    await rm(file, { force: true })
    throw error
  })
}
