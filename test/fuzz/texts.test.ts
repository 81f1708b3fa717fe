import { describe } from 'vitest'
import { texts } from './fixtures.js'
import { fuzz } from './run.js'

describe('files of text that something has happened to', () => {
  fuzz(texts(), 450)
})
