import { describe } from 'vitest'
import { packages } from './fixtures.js'
import { fuzz } from './run.js'

describe('packages that something has happened to', () => {
  fuzz(packages(), 1000)
})
