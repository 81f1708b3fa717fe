import { describe } from 'vitest'
import { packages } from './fuzz/fixtures.js'
import { fuzz } from './fuzz/run.js'

describe('packages that something has happened to', () => {
  fuzz(packages(), 1000)
})
