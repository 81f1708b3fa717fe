import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startNodejieba, type Nodejieba } from '../../src/segment/nodejieba.js'

const here = fileURLToPath(import.meta.url)

/** A fake nodejieba whose dictionaries are this file, and which counts calls of `load`. */
function fake(changes: Partial<Nodejieba>): { nodejieba: Nodejieba; loads: () => number } {
  let loads = 0
  const nodejieba = {
    DEFAULT_DICT: here,
    DEFAULT_HMM_DICT: here,
    DEFAULT_USER_DICT: here,
    DEFAULT_IDF_DICT: here,
    DEFAULT_STOP_WORD_DICT: here,
    load: () => ++loads > 0,
    cut: (text: string) => [text],
    ...changes,
  }
  return { nodejieba, loads: () => loads }
}

describe('startNodejieba', () => {
  it('returns a segmenter when everything is there', () => {
    expect(startNodejieba(() => fake({}).nodejieba)?.name).toBe('nodejieba')
  })

  it('returns undefined when the module cannot be required', () => {
    const missing = (): never => {
      throw Object.assign(new Error('not built'), { code: 'BINDING_NOT_FOUND' })
    }
    expect(startNodejieba(missing)).toBeUndefined()
  })

  it('returns undefined when loading throws or fails', () => {
    const load = (): never => {
      throw new Error('not built')
    }
    expect(startNodejieba(() => fake({ load }).nodejieba)).toBeUndefined()
    expect(startNodejieba(() => fake({ load: () => false }).nodejieba)).toBeUndefined()
  })

  it.each([
    'DEFAULT_DICT', 'DEFAULT_HMM_DICT', 'DEFAULT_USER_DICT', 'DEFAULT_IDF_DICT', 'DEFAULT_STOP_WORD_DICT',
  ] as const)('does not load when %s is missing, a folder or empty, since that would end the process', (key) => {
    for (const file of [`${here}.none`, fileURLToPath(new URL('.', import.meta.url)), '/dev/null']) {
      const { nodejieba, loads } = fake({ [key]: file })
      expect(startNodejieba(() => nodejieba)).toBeUndefined()
      expect(loads()).toBe(0)
    }
  })

  it('uses the hidden Markov model', () => {
    const seen: unknown[] = []
    const cut = (text: string, hmm: boolean): string[] => (seen.push(hmm), [text])
    startNodejieba(() => fake({ cut }).nodejieba)!.boundaries('机密')
    expect(seen).toEqual([true])
  })
})
