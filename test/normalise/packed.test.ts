import { expect, test } from 'vitest'
import { deriveFoldings, renderPacked } from '../../src/normalise/derive.js'

test('the committed foldings are those that the sources give', async () => {
  await expect(renderPacked(deriveFoldings())).toMatchFileSnapshot('../../src/normalise/packed.ts')
})
