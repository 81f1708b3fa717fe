import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Segmenter } from './segmenter.js'

/** The part of nodejieba 3.5 that is used here. */
export interface Nodejieba {
  readonly DEFAULT_DICT: string
  readonly DEFAULT_HMM_DICT: string
  readonly DEFAULT_USER_DICT: string
  readonly DEFAULT_IDF_DICT: string
  readonly DEFAULT_STOP_WORD_DICT: string
  load(): boolean
  /** The second argument is whether the HMM joins unknown characters to words. */
  cut(text: string, hmm: boolean): string[]
}

/** Where jieba keeps what its edges come from. */
export interface DictionaryFiles {
  readonly words: string
  readonly userWords: string
  readonly model: string
}

let loaded: Segmenter | null | undefined

/**
 * nodejieba (cppjieba, native) with its own dictionaries and the hidden Markov model on. `undefined` when it is not
 * installed, was not built for this Node, or lacks a dictionary; never throws. The first call blocks about a second and
 * keeps some 250 MB in each thread that makes it.
 */
export function loadNodejieba(): Segmenter | undefined {
  if (loaded === undefined) loaded = startNodejieba(requireNodejieba) ?? null
  return loaded ?? undefined
}

/**
 * The dictionary files in the installed nodejieba, which need not be built for it; `undefined` where one is missing.
 */
export function dictionaryFiles(): DictionaryFiles | undefined {
  try {
    const nodejieba = requireNodejieba()
    if (!dictionariesExist(nodejieba)) return undefined
    return { words: nodejieba.DEFAULT_DICT, userWords: nodejieba.DEFAULT_USER_DICT, model: nodejieba.DEFAULT_HMM_DICT }
  } catch {
    return undefined
  }
}

/** Starts the nodejieba that `required` gives or throws over. */
export function startNodejieba(required: () => Nodejieba): Segmenter | undefined {
  try {
    const nodejieba = required()
    if (!dictionariesExist(nodejieba)) return undefined
    return nodejieba.load() ? { name: 'nodejieba', boundaries: (text) => ends(nodejieba.cut(text, true)) } : undefined
  } catch {
    return undefined
  }
}

function requireNodejieba(): Nodejieba {
  return createRequire(import.meta.url)('nodejieba') as Nodejieba
}

/** cppjieba aborts the whole process, past any catch, over a dictionary that is missing or empty: so look first. */
function dictionariesExist(nodejieba: Nodejieba): boolean {
  const { DEFAULT_DICT, DEFAULT_HMM_DICT, DEFAULT_USER_DICT, DEFAULT_IDF_DICT, DEFAULT_STOP_WORD_DICT } = nodejieba
  return [DEFAULT_DICT, DEFAULT_HMM_DICT, DEFAULT_USER_DICT, DEFAULT_IDF_DICT, DEFAULT_STOP_WORD_DICT].every((file) => {
    const found = statSync(file, { throwIfNoEntry: false })
    return found !== undefined && found.isFile() && found.size > 0
  })
}

/**
 * The words joined are the text again (a lone surrogate comes back as U+FFFD, as long as it was), so lengths add up.
 */
function ends(words: readonly string[]): Uint32Array {
  let end = 0
  return Uint32Array.from(words, (word) => (end += word.length))
}
