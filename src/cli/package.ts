import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the installed package: one level above dist, two above this source file. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!isPackage(folder) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

function isPackage(folder: string): boolean {
  return existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'lexicons'))
}

/** The version of this package. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }).version
}

/** The bin of this package, to run with Node. */
export function programFile(): string {
  return join(packageFolder(), 'bin', 'screen.js')
}
