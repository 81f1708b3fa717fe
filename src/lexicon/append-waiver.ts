import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { Document, isSeq, parseDocument } from 'yaml'
import type { Waiver } from '../judge/outcome/waivers.js'
import { ScreenError } from '../model/index.js'
import { loadWaivers, WAIVERS_SCHEMA } from './waivers-file.js'

/**
 * Adds a waiver to the end of a waivers file, which is made when there is none. What stands in it stays, comments and
 * order too. The file is replaced whole or not at all, and only by one that holds.
 * @throws ScreenError `configuration` with every complaint when the file, or the waiver, does not hold
 */
export async function appendWaiver(file: string, waiver: Waiver): Promise<void> {
  const there = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new ScreenError('waivers-unreadable', { file, code: error.code ?? 'UNKNOWN' }, { cause: error })
  })
  if (there !== undefined && there.trim() !== '') await loadWaivers(file)
  const document = there?.trim() ? parseDocument(there) : new Document({ schema: WAIVERS_SCHEMA, waivers: [] })
  const list = document.get('waivers')
  if (!isSeq(list)) throw new ScreenError('waivers-not-list', { file })
  list.flow = false
  list.add(document.createNode(waiver))
  const written = `${file}.${randomBytes(6).toString('hex')}.tmp`
  await writeFile(written, document.toString({ lineWidth: 0 }), { flag: 'wx' })
  await checked(written)
  await rename(written, file)
}

async function checked(file: string): Promise<void> {
  await loadWaivers(file).catch(async (error: unknown) => {
    await rm(file, { force: true })
    throw error
  })
}
