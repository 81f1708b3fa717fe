import { describe } from 'vitest'
import { archives } from './fixtures.js'
import { fuzz } from './run.js'

const fixtures = await archives()

describe('archives that something has happened to', () => {
  fuzz(fixtures, 100, 50)
})
