import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener } from '../../src/index.js'
import { EVASIONS, MARKS, TERMS, type Evasion } from './evasions.js'

let screener: Screener
beforeAll(async () => { screener = await createScreener() })

/** Which of the texts are not found when they are written so. */
async function missed(texts: readonly string[], { write }: Evasion): Promise<string[]> {
  const gone: string[] = []
  for (const text of texts) {
    const written = write(text)
    if (!written) continue
    const { verdict } = await screener.screen(written.bytes, { name: written.name })
    if (verdict !== 'block' && verdict !== 'review') gone.push(text)
  }
  return gone
}

describe('what a reader still reads is found', () => {
  it.each(EVASIONS.filter(({ limit }) => !limit))('all marks and terms with $name', async (evasion) => {
    expect(await missed([...MARKS, ...TERMS], evasion)).toEqual([])
  })

  it.each(EVASIONS.filter(({ limit }) => limit === 'lines'))('all marks $name; terms where their rule asks for it', async (evasion) => {
    expect(await missed(MARKS, evasion)).toEqual([])
    expect((await missed(TERMS, evasion)).length).toBeGreaterThan(0)
  })

  it('what is missed is named among the limits of the README', async () => {
    const limits = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').split('## Limits')[1]!
    expect(limits).toContain('Signs put between the characters')
    expect(limits).toContain('broken by a line end or the border of a cell')
    for (const evasion of EVASIONS.filter(({ limit }) => limit === 'signs')) {
      expect((await missed(MARKS, evasion)).length, 'found by now: take it from the limits').toBeGreaterThan(0)
    }
  })

  it('every way to write touches some of the texts', () => {
    expect(EVASIONS.length).toBeGreaterThanOrEqual(20)
    for (const { name, write } of EVASIONS) expect([...MARKS, ...TERMS].some((text) => write(text)), name).toBe(true)
  })
})
