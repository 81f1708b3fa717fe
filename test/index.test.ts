import { expect, it } from 'vitest'
import * as library from '../src/index.js'

it('the library exports these names and no others', () => {
  expect(Object.keys(library).sort()).toEqual([
    'LIMITS', 'ScreenError', 'createMatcher', 'createScreener', 'loadWaivers',
  ])
})
