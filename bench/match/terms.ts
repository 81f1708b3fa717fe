import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A set of terms to measure with. */
export interface TermSet {
  readonly name: string
  readonly terms: readonly string[]
}

/**
 * Words of 2 to 8 Chinese characters from jieba's dictionary: random samples; `2k` has two thousand of its rarest
 * words.
 */
export function benchTerms(): TermSet[] {
  const path = join(dirname(createRequire(import.meta.url).resolve('nodejieba/package.json')),
    'submodules/cppjieba/dict/jieba.dict.utf8')
  const entries = readFileSync(path, 'utf8').split('\n').map((line) => line.split(' '))
    .filter(([word]) => /^[\u4e00-\u9fff]{2,8}$/.test(word!))
  const words = entries.map(([word]) => word!)
  const rare = entries.filter(([, frequency]) => Number(frequency) <= 3).map(([word]) => word!)
  return [
    { name: '100', terms: sample(words, 100) },
    { name: '1k', terms: sample(words, 1000) },
    { name: '2k', terms: sample(rare, 2000) },
    { name: '10k', terms: sample(words, 10_000) },
    { name: '100k', terms: sample(words, 100_000) },
  ]
}

/** A sample that is the same every time: a shuffle with a linear congruential generator. */
function sample(words: readonly string[], size: number): string[] {
  const pool = [...words]
  let seed = 20_261_123
  for (let at = 0; at < size; at++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    const other = at + Math.floor((seed / 2 ** 32) * (pool.length - at))
    const word = pool[other]!
    pool[other] = pool[at]!
    pool[at] = word
  }
  return pool.slice(0, size)
}
