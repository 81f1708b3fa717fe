import { describe } from 'vitest'
import { portables } from './fixtures.js'
import { fuzz } from './run.js'

describe('pages that something has happened to', () => {
  fuzz(portables(), 300, 50)
})
