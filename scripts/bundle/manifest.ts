import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The folder of the repository. */
export const ROOT = resolve(import.meta.dirname, '../..')

export interface Manifest {
  readonly name: string
  readonly version: string
}

/** The package this is. */
export function manifest(): Manifest {
  return JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as Manifest
}
