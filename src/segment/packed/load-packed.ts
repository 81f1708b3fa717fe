import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Segmenter } from '../segmenter.js'
import { readDictionary } from './layout.js'
import { PackedSegmenter } from './packed-segmenter.js'

let loaded: Segmenter | null | undefined

/**
 * The segmenter over the shipped `data/jieba.bin`. `undefined` when that file is missing, is of another version or
 * cannot be read in this machine's byte order; never throws. Some milliseconds, and the file's size in memory.
 */
export function loadPacked(): Segmenter | undefined {
  if (loaded === undefined) loaded = openPacked(join(packageRoot(), 'data', 'jieba.bin')) ?? null
  return loaded ?? undefined
}

/** The segmenter over one file; `undefined` for whatever is no dictionary. */
export function openPacked(file: string): Segmenter | undefined {
  try {
    const dictionary = readDictionary(readFileSync(file))
    return dictionary && new PackedSegmenter(dictionary)
  } catch {
    return undefined
  }
}

/** The nearest folder with a package.json: this file may be run from src/ or from dist/. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}
