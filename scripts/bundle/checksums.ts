import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Writes SHA256SUMS over every file of the folder, to be checked there by `sha256sum -c --quiet SHA256SUMS`. */
export function writeChecksums(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
  const digest = (file: string) => createHash('sha256').update(readFileSync(join(folder, file))).digest('hex')
  const lines = files.map((file) => `${digest(file)}  ${file}\n`)
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''))
}
