import { addWord, buildDoubleArray, createNode } from './double-array.js'
import { NEVER, SEPARATOR, type PackedDictionary } from '../../src/segment/packed/layout.js'
import { exactLog } from './exact-log.js'

/** The texts of jieba's dictionary files. */
export interface DictionarySources {
  /** One word a line: `word frequency tag`. */
  readonly words: string
  /** One word a line: `word`, `word tag` or `word frequency tag`. */
  readonly userWords: string
  /** Log probabilities of the states B, E, M, S: one line of starts, four of transitions, four of emissions. */
  readonly model: string
}

/** The hidden Markov model. */
interface Model {
  readonly hmm: Float64Array
  readonly emissions: readonly ReadonlyMap<string, number>[]
}

/**
 * Packs jieba's dictionary files. The weights equal, to the last bit, those that cppjieba computes from the same files.
 * Takes seconds.
 */
export function packDictionary(sources: DictionarySources): PackedDictionary {
  const weights = wordWeights(sources)
  const model = parseModel(sources.model)
  const classes = classify(weights.words, model)
  const logs = [weights.lowest, ...new Set(weights.words.values())]
  const indexes = new Map(logs.map((log, index) => [log, index]))
  indexes.set(weights.lowest, logs.indexOf(weights.lowest, 1))
  const trie = createNode()
  for (const [word, log] of weights.words) {
    addWord(trie, Array.from(word, (character) => classes.get(character)!), indexes.get(log)!)
  }
  return {
    ...buildDoubleArray(trie, classes.size),
    logs: Float64Array.from(logs),
    hmm: model.hmm,
    emissions: emissionRows(model, classes),
    classes: classTable(classes),
  }
}

/** The log of each word's relative frequency. A user word without a frequency gets that of the median word. */
function wordWeights(sources: DictionarySources): { words: Map<string, number>; lowest: number } {
  const rows = sources.words.split('\n').filter((line) => line !== '').map((line) => line.split(' '))
  const frequencies = Float64Array.from(rows, (row) => Number(row[1]))
  const total = frequencies.reduce((sum, frequency) => sum + frequency, 0)
  const sorted = frequencies.slice().sort()
  const share = memoized((frequency) => exactLog(frequency / total))
  const words = new Map(rows.map((row, index) => [row[0]!, share(frequencies[index]!)]))
  for (const line of sources.userWords.split('\n').filter((text) => text !== '')) {
    const columns = line.split(' ')
    words.set(columns[0]!, share(columns.length === 3 ? Number(columns[1]) : sorted[sorted.length >> 1]!))
  }
  return { words, lowest: share(sorted[0]!) }
}

function memoized(compute: (key: number) => number): (key: number) => number {
  const known = new Map<number, number>()
  return (key) => {
    const value = known.get(key) ?? compute(key)
    known.set(key, value)
    return value
  }
}

function parseModel(text: string): Model {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  const hmm = Float64Array.from(lines.slice(0, 5).flatMap((line) => line.split(' ').map(Number)))
  const emissions = lines.slice(5, 9).map((line) => new Map(line.split(',').map(parseEmission)))
  return { hmm, emissions }
}

function parseEmission(entry: string): [string, number] {
  const colon = entry.lastIndexOf(':')
  return [entry.slice(0, colon), Number(entry.slice(colon + 1))]
}

/** Numbers the characters from 1: those of the model first, which keeps `emissions` short, then by number of words. */
function classify(words: ReadonlyMap<string, number>, model: Model): Map<string, number> {
  const uses = new Map<string, number>()
  for (const word of words.keys()) for (const character of word) uses.set(character, (uses.get(character) ?? 0) + 1)
  const modelled = new Set(model.emissions.flatMap((row) => [...row.keys()]))
  for (const character of modelled) uses.set(character, uses.get(character) ?? 0)
  const order = [...uses].sort(
    ([a, usesOfA], [b, usesOfB]) =>
      Number(modelled.has(b)) - Number(modelled.has(a)) || usesOfB - usesOfA || a.codePointAt(0)! - b.codePointAt(0)!,
  )
  return new Map(order.map(([character], index) => [character, index + 1]))
}

function emissionRows(model: Model, classes: ReadonlyMap<string, number>): Float64Array {
  const modelled = new Set(model.emissions.flatMap((row) => [...row.keys()]))
  const rows = new Float64Array(4 * (modelled.size + 1)).fill(NEVER)
  model.emissions.forEach((row, state) => {
    for (const [character, log] of row) rows[4 * classes.get(character)! + state] = log
  })
  return rows
}

function classTable(classes: ReadonlyMap<string, number>): Uint16Array {
  const table = new Uint16Array(65_536)
  for (const [character, index] of classes) {
    if (character.length !== 1) throw new Error('the table has no room for characters above U+FFFF')
    table[character.charCodeAt(0)] = index
  }
  for (const separator of ' \t\n，。') table[separator.charCodeAt(0)] = SEPARATOR
  return table
}
