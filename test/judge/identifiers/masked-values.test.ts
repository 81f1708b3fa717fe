import { describe, expect, it } from 'vitest'
import { MaskedValues } from '../../../src/judge/identifiers/masked-values.js'

function added(...values: string[]): boolean[] {
  const masks = new MaskedValues()
  return values.map((value) => masks.add(value))
}

describe('masked values', () => {
  it.each([
    ['a resident id, birthday here and end there', ['330102********9918', '33010220990228****'], [false, true]],
    ['a mobile number', ['199****0001', '1991000****'], [false, true]],
    ['after others masked alike', ['199****0002', '199****0003', '199****0001', '1991000****'], [false, false, false, true]],
  ])('that differ and together show the number are told: %s', (_, values, told) => {
    expect(added(...values)).toEqual(told)
  })

  it.each([
    ['one mask for all', ['199****0001', '199****0002', '199****0001']],
    ['what both show differs', ['199****0001', '1381000****']],
    ['enough stays hidden', ['3301**********9918', '330102********9918']],
    ['little in common', ['**********1', '1*********1']],
    ['numbers of different length', ['199****0001', '330102********9918']],
  ])('are no matter: %s', (_, values) => {
    expect(added(...values)).not.toContain(true)
  })

  it('stay bounded, however many and however masked', () => {
    const masks = new MaskedValues()
    for (let n = 0; n < 20_000; n++) {
      const shape = n.toString(2).padStart(18, '0').slice(-18)
      masks.add([...shape].map((bit, at) => (bit === '1' ? '*' : String((n + at) % 10))).join(''))
    }
    expect(masks.add('330102********9918')).toBe(false)
  })
})
