import { describe, expect, it } from 'vitest'
import { createScreener, ScreenError, type ScreenerOptions } from '../../src/index.js'

async function complaintsOf(options: unknown): Promise<string[]> {
  const error = await createScreener(options as ScreenerOptions).then(() => undefined, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(ScreenError)
  const { code, details, message } = error as ScreenError
  expect(code).toBe('usage')
  const complaints = details.complaints!.map((complaint) => `${complaint.key}: ${complaint.message}`)
  for (const complaint of complaints) expect(message).toContain(complaint)
  return complaints
}

const COUNT = 'must be a whole number, 0 or more'

describe('options of a screener', () => {
  it.each<[string, unknown, string[]]>([
    ['no object', 'ocr', ['options: must be Object, not "ocr"']],
    ['an unknown key', { lexicon: 'a.yaml' }, ['options.lexicon: unknown key']],
    ['a value that is no choice', { ocr: 'maybe' }, ['options.ocr: must be ("auto" | "off" | "on"), not "maybe"']],
    ['a wrong type', { reveal: 1 }, ['options.reveal: must be boolean, not 1']],
    ['an unknown limit', { limits: { page: 1 } }, ['options.limits.page: unknown key']],
    ['a limit below 0', { limits: { pages: -1 } }, [`options.limits.pages: ${COUNT}`]],
    ['a limit that is no number', { limits: { pages: Number.NaN } }, ['options.limits.pages: must be number, not NaN']],
    ['a limit without end', { limits: { pages: Infinity } }, [`options.limits.pages: ${COUNT}`]],
    ['a limit with a fraction', { limits: { pages: 0.5 } }, [`options.limits.pages: ${COUNT}`]],
    ['a lexicon that is neither path nor object', { lexicons: [3] }, ['options.lexicons[0]: must be the path of a file, or an object']],
    ['an empty path', { lexicons: [''] }, ['options.lexicons[0]: must be the path of a file, or an object']],
    ['a day there is not', { today: '2026-02-30' }, ['options.today: must be a date, YYYY-MM-DD']],
    ['a key that is too short', { key: new Uint8Array(15) }, ['options.key: must be a Uint8Array of at least 16 bytes']],
    ['a waiver without an approver', { waivers: [{ fingerprint: 'ab'.repeat(16), reason: 'r' }] }, ['options.waivers[0].approver: missing']],
    ['a function that is none', { onPicture: true }, ['options.onPicture: must be Function, not true']],
  ])('with %s are wrong use', async (_, options, complaints) => {
    expect(await complaintsOf(options)).toEqual(complaints)
  })

  it('that are wrong in several places are complained of all at once', async () => {
    expect(await complaintsOf({ ocr: 'maybe', limit: {}, limits: { pages: -1, depth: '8' }, segmenter: 'jieba' })).toHaveLength(5)
  })

  it('show no key in a complaint', async () => {
    const key = 'a key that was given as text'
    expect((await complaintsOf({ key })).join()).not.toContain(key)
  })

  it('may be undefined', async () => {
    const { verdict } = await (await createScreener({ ocr: 'off', limits: undefined, today: undefined, lexicons: undefined }))
      .screen('公告', { name: 'a.txt', signal: undefined })
    expect(verdict).toBe('clear')
  })

  it('may set a limit to 0', async () => {
    const screener = await createScreener({ ocr: 'off', limits: { inputBytes: 0 } })
    expect((await screener.screen('公告', { name: 'a.txt' })).gaps).toMatchObject([{ reason: 'limit-exceeded' }])
  })

  it('are copied: a later change has no effect', async () => {
    const limits = { inputBytes: 10 }
    const screener = await createScreener({ ocr: 'off', limits })
    limits.inputBytes = 0
    expect((await screener.screen('公告', { name: 'a.txt' })).gaps).toEqual([])
  })
})
