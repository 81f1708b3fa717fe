import { describe } from 'vitest'
import { portables } from './fuzz/fixtures.js'
import { fuzz } from './fuzz/run.js'

describe('pages that something has happened to', () => {
  fuzz(portables(), 300, 50)
})
