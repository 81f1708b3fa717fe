import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startNodejieba, type Nodejieba } from '../../src/segment/nodejieba.js'

const here = fileURLToPath(import.meta.url)

/** A nodejieba whose dictionaries are this file, and that tells whether it was asked to load them. */
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
  it('gives a segmenter where all is there', () => {
    expect(startNodejieba(() => fake({}).nodejieba)?.name).toBe('nodejieba')
  })

  it('gives nothing where the module cannot be required', () => {
    const missing = (): never => {
      throw Object.assign(new Error('not built'), { code: 'BINDING_NOT_FOUND' })
    }
    expect(startNodejieba(missing)).toBeUndefined()
  })

  it('gives nothing where loading throws or fails', () => {
    const load = (): never => {
      throw new Error('not built')
    }
    expect(startNodejieba(() => fake({ load }).nodejieba)).toBeUndefined()
    expect(startNodejieba(() => fake({ load: () => false }).nodejieba)).toBeUndefined()
  })

  it.each([
    'DEFAULT_DICT', 'DEFAULT_HMM_DICT', 'DEFAULT_USER_DICT', 'DEFAULT_IDF_DICT', 'DEFAULT_STOP_WORD_DICT',
  ] as const)('never loads when the file of %s is not there, is a folder or is empty: that would end the process', (key) => {
    for (const file of [`${here}.none`, fileURLToPath(new URL('.', import.meta.url)), '/dev/null']) {
      const { nodejieba, loads } = fake({ [key]: file })
      expect(startNodejieba(() => nodejieba)).toBeUndefined()
      expect(loads()).toBe(0)
    }
  })

  it('joins the hidden Markov model in', () => {
    const seen: unknown[] = []
    const cut = (text: string, hmm: boolean): string[] => (seen.push(hmm), [text])
    startNodejieba(() => fake({ cut }).nodejieba)!.boundaries('机密')
    expect(seen).toEqual([true])
  })
})
