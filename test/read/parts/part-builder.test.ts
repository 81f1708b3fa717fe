import { expect, test } from 'vitest'
import { PartBuilder } from '../../../src/read/parts/part-builder.js'

test('a block has the style it was given, and no key for one where it was given none', () => {
  const style = { size: 16, font: 'SimHei', bold: true, colour: '#ff0000' }
  const { blocks } = new PartBuilder('body')
    .block('机密', {}, 'visible', false, style)
    .block('★', {}, 'visible')
    .block('1年', {}, 'hidden', true, style)
    .build()
  expect(blocks.map((block) => block.style)).toEqual([style, undefined, style])
  expect(Object.keys(blocks[1]!)).toEqual(['start', 'end', 'visibility', 'place'])
  expect(blocks[2]!.echo).toBe(true)
})
