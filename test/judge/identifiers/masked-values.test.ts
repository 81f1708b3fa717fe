import { describe, expect, it } from 'vitest'
import { MaskedValues } from '../../../src/judge/identifiers/masked-values.js'

function added(...values: string[]): boolean[] {
  const masks = new MaskedValues()
  return values.map((value) => masks.add(value))
}

describe('masked values', () => {
  it.each([
    ['a resident number, once without its birthday and once without its end', ['330102********9918', '33010220990228****'], [false, true]],
    ['a mobile number', ['199****0001', '1991000****'], [false, true]],
    ['a number after others with the same mask', ['199****0002', '199****0003', '199****0001', '1991000****'], [false, false, false, true]],
  ])('are found when two different masks reveal %s', (_, values, found) => {
    expect(added(...values)).toEqual(found)
  })

  it.each([
    ['they have the same mask', ['199****0001', '199****0002', '199****0001']],
    ['their visible digits differ', ['199****0001', '1381000****']],
    ['both together hide enough', ['3301**********9918', '330102********9918']],
    ['they have too few visible digits in common', ['**********1', '1*********1']],
    ['their lengths differ', ['199****0001', '330102********9918']],
  ])('are not found when %s', (_, values) => {
    expect(added(...values)).not.toContain(true)
  })

  it('need bounded memory, however many there are', () => {
    const masks = new MaskedValues()
    for (let n = 0; n < 20_000; n++) {
      const shape = n.toString(2).padStart(18, '0').slice(-18)
      masks.add([...shape].map((bit, at) => (bit === '1' ? '*' : String((n + at) % 10))).join(''))
    }
    expect(masks.add('330102********9918')).toBe(false)
  })
})
