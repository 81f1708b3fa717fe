import { describe } from 'vitest'
import { binaries } from './fuzz/fixtures.js'
import { fuzz } from './fuzz/run.js'

describe('compound files that something has happened to', () => {
  fuzz(binaries(), 1500)
})
