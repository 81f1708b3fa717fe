import { describe } from 'vitest'
import { texts } from './fuzz/fixtures.js'
import { fuzz } from './fuzz/run.js'

describe('files of text that something has happened to', () => {
  fuzz(texts(), 450)
})
