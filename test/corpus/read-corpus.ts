import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Case, Expected } from './case.js'

/** The project's labelled documents. */
export const CORPUS = resolve(import.meta.dirname, '../../corpus')

/** Reads all cases of a corpus folder, ordered by name. */
export function readCorpus(folder: string = CORPUS): Case[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readCase(folder, name))
}

function readCase(folder: string, name: string): Case {
  const files = readdirSync(join(folder, name))
  const file = files.find((each) => each.startsWith('input.'))
  if (file === undefined || files.length !== 2) throw new Error(`corpus/${name} must contain exactly input.* and expected.json`)
  return {
    folder: name,
    file,
    bytes: readFileSync(join(folder, name, file)),
    expected: JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected,
  }
}
