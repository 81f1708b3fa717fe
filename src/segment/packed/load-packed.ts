import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Segmenter } from '../segmenter.js'
import { readDictionary } from './layout.js'
import { PackedSegmenter } from './packed-segmenter.js'

let loaded: Segmenter | null | undefined

/**
 * The segmenter for the shipped `data/jieba.bin`. `undefined` when the file is missing, of another version, or not in
 * the byte order of this machine; never throws. Takes a few milliseconds, and memory for the file.
 */
export function loadPacked(): Segmenter | undefined {
  if (loaded === undefined) loaded = openPacked(join(packageRoot(), 'data', 'jieba.bin')) ?? null
  return loaded ?? undefined
}

/** The segmenter for a dictionary file; `undefined` when the file is not one. */
export function openPacked(file: string): Segmenter | undefined {
  try {
    const dictionary = readDictionary(readFileSync(file))
    return dictionary && new PackedSegmenter(dictionary)
  } catch {
    return undefined
  }
}

/** The nearest parent folder with a package.json: this code runs from src/ or from dist/. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}
