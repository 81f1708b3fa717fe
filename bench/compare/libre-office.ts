import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { wordsOfFlatOdf } from './flat-odf.js'

const FLAT: Readonly<Record<string, string>> = {
  doc: 'fodt', wps: 'fodt', rtf: 'fodt', odt: 'fodt', docx: 'fodt',
  xls: 'fods', ods: 'fods', xlsx: 'fods',
  ppt: 'fodp', odp: 'fodp', pptx: 'fodp',
}

/**
 * What LibreOffice makes of files, as flat OpenDocument: one start for all files of a format, then one each for those
 * it left out. Its profile and what it writes are in a folder of their own, removed at the end.
 */
export function readByLibreOffice(files: readonly string[]): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'compare-'))
  try {
    const texts = new Map<string, string>()
    for (const ending of new Set(files.map(endingOf))) {
      const own = files.filter((file) => endingOf(file) === ending)
      for (const batch of [own, ...own.map((file) => [file])]) {
        convert(batch.filter((file) => !texts.has(file)), ending, folder, texts)
      }
    }
    return texts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function convert(files: readonly string[], ending: string, folder: string, texts: Map<string, string>): void {
  const flat = FLAT[ending]
  if (files.length === 0 || flat === undefined) return
  const out = join(folder, ending)
  mkdirSync(out, { recursive: true })
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  try {
    execFileSync('soffice', [profile, '--headless', '--convert-to', flat, '--outdir', out, ...files],
      { stdio: 'ignore', timeout: 20_000 + 5_000 * files.length })
  } catch { /* the files that it wrote are still read */ }
  for (const file of files) {
    const written = join(out, `${basename(file, extname(file))}.${flat}`)
    if (existsSync(written)) texts.set(file, wordsOfFlatOdf(readFileSync(written, 'utf8')))
  }
}

function endingOf(file: string): string {
  return extname(file).slice(1).toLowerCase()
}
