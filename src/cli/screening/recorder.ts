import { userInfo } from 'node:os'
import type { Screening } from '../../model/index.js'
import type { ReportHead } from '../../report/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Settings } from '../settings/settings.js'

/** Takes down one screening. @throws ScreenError `usage` when it cannot be written */
export type Recorder = (screening: Screening, head: ReportHead) => Promise<void>

/**
 * What takes down screenings in the folder of `--record`; undefined where none is named. What it needs is loaded then
 * only.
 */
export async function createRecorder(given: RawOptions, settings: Settings): Promise<Recorder | undefined> {
  const { record: folder, operator = userName(), changedLines } = given
  if (folder === undefined) return undefined
  const { recordOf } = await import('../../report/record.js')
  const { addRecord } = await import('./record-folder.js')
  const scope = changedLines ? 'changed-lines' as const : 'whole' as const
  const facts = { operator, scope, options: chosen(settings) }
  return (screening, head) =>
    addRecord(folder, recordOf(head, screening, { ...facts, time: new Date().toISOString() }))
}

/** Settings that can change an answer, and how many waivers took part. */
function chosen(settings: Settings): Record<string, string | number | boolean> {
  const { failOn, segmenter, ocr, defaultLexicons, allowIncomplete, waivers, limits } = settings
  return { failOn, segmenter, ocr, defaultLexicons, allowIncomplete, waivers: waivers.length, ...limits }
}

/** The user of the system; its number where it has no name (a container). */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}
