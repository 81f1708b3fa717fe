import { describe, expect, it } from 'vitest'
import { loadSegmenter } from '../../src/segment/index.js'

describe.each(['packed', 'nodejieba'] as const)('loadSegmenter(%j)', (kind) => {
  it('loads it', async () => {
    expect((await loadSegmenter(kind))?.name).toBe(kind)
  })

  it('gives the same one again', async () => {
    expect(await loadSegmenter(kind)).toBe(await loadSegmenter(kind))
  })

  it('gives the ends of words, each sign and each lone surrogate a word', async () => {
    const segmenter = (await loadSegmenter(kind))!
    expect(Array.from(segmenter.boundaries('计算机密码，😀\ud800'))).toEqual([3, 5, 6, 8, 9])
  })

  it('gives nothing for an empty text', async () => {
    expect((await loadSegmenter(kind))!.boundaries('')).toHaveLength(0)
  })
})

describe('loadSegmenter', () => {
  it('takes the packed dictionary by itself', async () => {
    expect((await loadSegmenter())?.name).toBe('packed')
  })

  it('refuses a kind there is not', async () => {
    await expect(loadSegmenter('other' as 'auto')).rejects.toMatchObject({ name: 'ScreenError', code: 'usage' })
  })
})
