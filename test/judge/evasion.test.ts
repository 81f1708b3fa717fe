import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener } from '../../src/index.js'
import { EVASIONS, MARKS, TERMS, type Evasion } from './evasions.js'

let screener: Screener
beforeAll(async () => { screener = await createScreener() })

/** The texts that are not found when they are written this way. */
async function missed(texts: readonly string[], { write }: Evasion): Promise<string[]> {
  const missedTexts: string[] = []
  for (const text of texts) {
    const written = write(text)
    if (!written) continue
    const { verdict } = await screener.screen(written.bytes, { name: written.name })
    if (verdict !== 'block' && verdict !== 'review') missedTexts.push(text)
  }
  return missedTexts
}

describe('evasions that stay readable', () => {
  it.each(EVASIONS.filter(({ limit }) => !limit))('do not hide any mark or term: $name', async (evasion) => {
    expect(await missed([...MARKS, ...TERMS], evasion)).toEqual([])
  })

  it.each(EVASIONS.filter(({ limit }) => limit === 'lines'))('do not hide any mark, but some terms: $name', async (evasion) => {
    expect(await missed(MARKS, evasion)).toEqual([])
    expect((await missed(TERMS, evasion)).length).toBeGreaterThan(0)
  })

  it('that succeed are listed in the limits of the README', async () => {
    const limits = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').split('## Limitations')[1]!
    expect(limits).toContain('Symbols inserted between the characters')
    expect(limits).toContain('split by a line break or a cell border')
    for (const evasion of EVASIONS.filter(({ limit }) => limit === 'signs')) {
      expect((await missed(MARKS, evasion)).length, 'found now: remove it from the limits').toBeGreaterThan(0)
    }
  })

  it('each change some of the texts', () => {
    expect(EVASIONS.length).toBeGreaterThanOrEqual(20)
    for (const { name, write } of EVASIONS) expect([...MARKS, ...TERMS].some((text) => write(text)), name).toBe(true)
  })
})
