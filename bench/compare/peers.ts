import { execFileSync, spawnSync, type ExecFileSyncOptions } from 'node:child_process'
import { readFileSync } from 'node:fs'
import mammoth from 'mammoth'
import { readByLibreOffice } from './libre-office.js'

/** Another program that reads, and how much of its text must be in ours. */
export interface Peer {
  readonly name: string
  /** Endings of the files it is asked about. */
  readonly formats: readonly string[]
  /** Least share of its characters, for each file. */
  readonly aim: number
  /** Whether a word must stand in our text as often as in its own, or once. */
  readonly counted: boolean
  /** What must be installed; undefined where it is there. */
  lacking(): string | undefined
  /** Its text of each file; those it cannot read are left out. */
  read(files: readonly string[]): Promise<ReadonlyMap<string, string>> | ReadonlyMap<string, string>
}

export const PEERS: readonly Peer[] = [
  { name: 'mammoth', formats: ['docx'], aim: 1, counted: true, lacking: () => undefined, read: byMammoth },
  {
    name: 'pdftotext', formats: ['pdf'], aim: 0.995, counted: true, read: byPoppler,
    lacking: () => (runs('pdftotext', '-v') ? undefined : 'pdftotext (Debian: poppler-utils and poppler-data)'),
  },
  {
    name: 'LibreOffice', aim: 0.995, counted: false, read: readByLibreOffice,
    formats: ['docx', 'doc', 'rtf', 'odt', 'xls', 'xlsx', 'ods', 'ppt', 'pptx', 'odp'],
    lacking: () => (runs('soffice', '--version') ? undefined : 'soffice (Debian: libreoffice-writer, -calc, -impress)'),
  },
]

function runs(program: string, argument: string): boolean {
  return spawnSync(program, [argument], { stdio: 'ignore' }).status === 0
}

async function byMammoth(files: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const file of files) {
    try {
      texts.set(file, (await mammoth.extractRawText({ buffer: readFileSync(file) })).value)
    } catch { /* not one that it reads */ }
  }
  return texts
}

function byPoppler(files: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>()
  for (const file of files) {
    try {
      const options: ExecFileSyncOptions = { stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000, maxBuffer: 1 << 28 }
      texts.set(file, String(execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], options)))
    } catch { /* encrypted, or none */ }
  }
  return texts
}
