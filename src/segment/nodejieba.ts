import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Segmenter } from './segmenter.js'

/** The parts of the API of nodejieba 3.5 that are used here. */
export interface Nodejieba {
  readonly DEFAULT_DICT: string
  readonly DEFAULT_HMM_DICT: string
  readonly DEFAULT_USER_DICT: string
  readonly DEFAULT_IDF_DICT: string
  readonly DEFAULT_STOP_WORD_DICT: string
  load(): boolean
  /** `hmm`: join unknown characters to words by the hidden Markov model. */
  cut(text: string, hmm: boolean): string[]
}

/** Paths of the dictionary files that determine word boundaries. */
export interface DictionaryFiles {
  readonly words: string
  readonly userWords: string
  readonly model: string
}

let loaded: Segmenter | null | undefined

/**
 * nodejieba (native cppjieba) with its own dictionaries and the hidden Markov model. `undefined` when it is not
 * installed, not built for this version of Node, or lacks a dictionary; never throws. The first call blocks for about a
 * second and takes about 250 MB in each thread.
 */
export function loadNodejieba(): Segmenter | undefined {
  if (loaded === undefined) loaded = startNodejieba(requireNodejieba) ?? null
  return loaded ?? undefined
}

/** The dictionary files of the installed nodejieba, even if it is not built; `undefined` when one is missing. */
export function dictionaryFiles(): DictionaryFiles | undefined {
  try {
    const nodejieba = requireNodejieba()
    if (!dictionariesExist(nodejieba)) return undefined
    return { words: nodejieba.DEFAULT_DICT, userWords: nodejieba.DEFAULT_USER_DICT, model: nodejieba.DEFAULT_HMM_DICT }
  } catch {
    return undefined
  }
}

/** Starts nodejieba. `require` returns the module or throws. */
export function startNodejieba(require: () => Nodejieba): Segmenter | undefined {
  try {
    const nodejieba = require()
    if (!dictionariesExist(nodejieba)) return undefined
    return nodejieba.load() ? { name: 'nodejieba', boundaries: (text) => ends(nodejieba.cut(text, true)) } : undefined
  } catch {
    return undefined
  }
}

function requireNodejieba(): Nodejieba {
  return createRequire(import.meta.url)('nodejieba') as Nodejieba
}

/** Checked first, because cppjieba aborts the whole process over a missing or empty dictionary. */
function dictionariesExist(nodejieba: Nodejieba): boolean {
  const { DEFAULT_DICT, DEFAULT_HMM_DICT, DEFAULT_USER_DICT, DEFAULT_IDF_DICT, DEFAULT_STOP_WORD_DICT } = nodejieba
  return [DEFAULT_DICT, DEFAULT_HMM_DICT, DEFAULT_USER_DICT, DEFAULT_IDF_DICT, DEFAULT_STOP_WORD_DICT].every((file) => {
    const found = statSync(file, { throwIfNoEntry: false })
    return found !== undefined && found.isFile() && found.size > 0
  })
}

/** Ends of words. The words, joined, have the length of the text: lone surrogates come back as U+FFFD, one unit too. */
function ends(words: readonly string[]): Uint32Array {
  let end = 0
  return Uint32Array.from(words, (word) => (end += word.length))
}
