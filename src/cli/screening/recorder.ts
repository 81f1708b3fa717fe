import { userInfo } from 'node:os'
import type { Screening } from '../../model/index.js'
import type { ReportHead } from '../../report/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Settings } from '../settings/settings.js'

/** Keeps records of screenings in a folder. */
export interface Recorder {
  /** Records one screening. @throws ScreenError `usage` when it cannot be written */
  readonly add: (screening: Screening, head: ReportHead) => Promise<void>
  /** Whether a file is a record that is known to be one of this program. */
  readonly isRecord: (file: string) => boolean
}

/** Records screenings in the folder of `--record`; undefined without that option. Loads its modules only if needed. */
export async function createRecorder(options: RawOptions, settings: Settings): Promise<Recorder | undefined> {
  const { record: folder, operator = userName(), changedLines } = options
  if (folder === undefined) return undefined
  const { createRecord: recordOf } = await import('../../report/record.js')
  const { addRecord, narrowRecords } = await import('./record-folder.js')
  const { ProvenRecords } = await import('./proven-records.js')
  await narrowRecords(folder)
  const scope = changedLines ? 'changed-lines' as const : 'whole' as const
  const { key } = settings
  const facts = { operator, scope, options: settingsOf(settings), sealed: key !== undefined }
  const proven = await ProvenRecords.open(folder, key)
  return {
    add: async (screening, head) => {
      // Each run would add a record of every record.
      if (proven.hasForm(screening.path)) return
      const record = recordOf(head, screening, { ...facts, time: new Date().toISOString() })
      // Known before it is written: the walk may come upon it at once.
      proven.add(record)
      await addRecord(folder, record, key)
    },
    isRecord: (file) => proven.has(file),
  }
}

/** The settings that can change the verdict, and the number of waivers. */
function settingsOf(settings: Settings): Record<string, string | number | boolean> {
  const { failOn, segmenter, ocr, defaultLexicons, allowIncomplete, waivers, limits } = settings
  return { failOn, segmenter, ocr, defaultLexicons, allowIncomplete, waivers: waivers.length, ...limits }
}

/** The name of the system's user; its numeric id if it has no name, as in some containers. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}
