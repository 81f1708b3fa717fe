import { describe, expect, it } from 'vitest'
import { loadSegmenter } from '../../src/segment/index.js'

describe.each(['packed', 'nodejieba'] as const)('loadSegmenter(%j)', (kind) => {
  it('loads it', async () => {
    expect((await loadSegmenter(kind))?.name).toBe(kind)
  })

  it('returns the same segmenter again', async () => {
    expect(await loadSegmenter(kind)).toBe(await loadSegmenter(kind))
  })

  it('returns the ends of words, and punctuation and lone surrogates are words', async () => {
    const segmenter = (await loadSegmenter(kind))!
    expect(Array.from(segmenter.boundaries('计算机密码，😀\ud800'))).toEqual([3, 5, 6, 8, 9])
  })

  it('returns nothing for an empty text', async () => {
    expect((await loadSegmenter(kind))!.boundaries('')).toHaveLength(0)
  })
})

describe('loadSegmenter', () => {
  it('uses the packed dictionary by default', async () => {
    expect((await loadSegmenter())?.name).toBe('packed')
  })

  it('rejects an unknown kind', async () => {
    await expect(loadSegmenter('other' as 'auto')).rejects.toMatchObject({ name: 'ScreenError', code: 'usage' })
  })
})
