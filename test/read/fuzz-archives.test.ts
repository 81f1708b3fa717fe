import { describe } from 'vitest'
import { archives } from './fuzz/fixtures.js'
import { fuzz } from './fuzz/run.js'

const fixtures = await archives()

describe('archives that something has happened to', () => {
  fuzz(fixtures, 100, 50)
})
