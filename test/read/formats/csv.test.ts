import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/model/index.js'
import { brokenBlocks, reading } from '../reading.js'

async function table(text: string): Promise<Record<string, string>> {
  const { parts } = await reading('a.csv', text)
  const part = parts.find((one) => one.kind === 'cell')
  return Object.fromEntries((part?.blocks ?? []).map((b) => [b.place.cell!, part!.text.slice(b.start, b.end)]))
}

describe('delimited tables', () => {
  it.each([
    ['commas', 'a,b\n机密,2\n', { A1: 'a', B1: 'b', A2: '机密', B2: '2' }],
    ['semicolons', 'a;b\n1,5;2\n', { A1: 'a', B1: 'b', A2: '1,5', B2: '2' }],
    ['tabs', 'a\tb\n1\t2', { A1: 'a', B1: 'b', A2: '1', B2: '2' }],
    ['bars', 'a|b\n1|2', { A1: 'a', B1: 'b', A2: '1', B2: '2' }],
    ['quoted delimiters, quotes and line ends', 'a,b\r\n"x, ""y""\r\nz",2\r\n', { A1: 'a', B1: 'b', A2: 'x, "y"\r\nz', B2: '2' }],
    ['empty cells, which are left out', 'a,,c\n,2,', { A1: 'a', C1: 'c', B2: '2' }],
    ['a quote that never closes', 'a,b\n"机密,2\n3', { A1: 'a', B1: 'b', A2: '机密,2\n3' }],
    ['words after a closing quote', '"机"密,b', { A1: '机密', B1: 'b' }],
    ['one column', '机密\n秘密', { A1: '机密', A2: '秘密' }],
  ])('with %s are read cell by cell', async (_, text, cells) => {
    expect(await table(text)).toEqual(cells)
  })

  it('give each cell its line and column in the file', async () => {
    const { parts } = await reading('a.csv', 'a,b\n"x\ny",机密\n')
    const part = parts.find((one) => one.kind === 'cell')!
    expect(locate(part, part.text.indexOf('机密'))).toEqual({ line: 3, column: 4, cell: 'B2' })
    expect(locate(part, part.text.indexOf('y'))).toEqual({ line: 3, column: 1, cell: 'A2' })
  })

  it('with more cells than the limit are read as text', async () => {
    const text = 'a,'.repeat(200_001) + '机密'
    const { parts } = await reading('a.csv', text)
    expect(parts.map((part) => part.kind)).toEqual(['filename', 'body'])
    expect(parts[1]!.text).toBe(text + '\n')
  })

  it('written by the rule are read back', async () => {
    const cell = fc.string({ unit: fc.constantFrom('密', 'a', '"', ',', '\n', ' '), minLength: 1, maxLength: 6 })
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const text = 'x,y\n' + rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n')
      const expected = rows.flatMap(([a, b], i) => [[`A${i + 2}`, a], [`B${i + 2}`, b]])
      expect(await table(text)).toEqual({ A1: 'x', B1: 'y', ...Object.fromEntries(expected) as object })
      expect(brokenBlocks((await reading('a.csv', text)).parts)).toEqual([])
    }), { numRuns: 50 })
  })
})
