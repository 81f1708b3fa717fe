import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StringTable } from '../../../src/read/formats/xlsx/string-table.js'

describe('StringTable', () => {
  it('gives each string by its number, and none beyond', () => {
    const values = fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 700, size: 'max' })
    fc.assert(fc.property(values, (strings) => {
      const table = new StringTable()
      for (const one of strings) table.push(one)
      expect(Array.from({ length: table.length }, (_, at) => table.at(at))).toEqual(strings)
      for (const odd of [-1, 0.5, strings.length, NaN]) expect(table.at(odd)).toBeUndefined()
    }))
  })
})
