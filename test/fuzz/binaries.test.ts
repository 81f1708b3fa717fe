import { describe } from 'vitest'
import { binaries } from './fixtures.js'
import { fuzz } from './run.js'

describe('compound files that something has happened to', () => {
  fuzz(binaries(), 1500)
})
