import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LIMITS } from '../../src/model/index.js'

it('the table of bounds in docs/coverage.md names every bound and its value', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/coverage.md'), 'utf8')
  const rows = page.slice(page.indexOf('| limit |')).matchAll(/^\| (\w+) \| ([\d,]+) \|/gm)
  const told = Object.fromEntries([...rows].map(([, name, value]) => [name!, Number(value!.replaceAll(',', ''))]))
  expect(told).toEqual(LIMITS)
})
