import { expect, test } from 'vitest'
import { deriveFoldings, renderPacked } from '../../scripts/normalise/derive-foldings.js'

// `npm run build:foldings` writes the file anew.
test('the committed foldings equal those derived from their sources', async () => {
  await expect(renderPacked(deriveFoldings())).toMatchFileSnapshot('../../src/normalise/packed-foldings.ts')
})
