import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener } from '../../src/index.js'
import { cases } from './cases/index.js'
import { differences, score, type Outcome } from './evaluate.js'
import { CORPUS, readCorpus } from './read-corpus.js'

const corpus = readCorpus()
const outcomes: Outcome[] = []

beforeAll(async () => {
  const screener: Screener = await createScreener({ reveal: true, today: '2026-01-01', ocr: 'off' })
  for (const { folder, file, bytes, expected } of corpus) {
    outcomes.push({ folder, expected, screening: await screener.screen(bytes, { name: expected.name ?? file }) })
  }
})

describe('the corpus', () => {
  it('has at least 300 cases of all four verdicts', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300)
    expect(new Set(corpus.map((each) => each.folder.split('-')[0]))).toEqual(new Set(['block', 'review', 'clear', 'incomplete']))
  })

  it('equals its case tables, byte for byte', () => {
    const tables = [...cases].sort((a, b) => (a.folder < b.folder ? -1 : 1))
    expect(readdirSync(CORPUS).filter((name) => !name.includes('.')).sort()).toEqual(tables.map((each) => each.folder))
    for (const [at, each] of corpus.entries()) {
      expect(each.expected, each.folder).toEqual(JSON.parse(JSON.stringify(tables[at]!.expected)))
      expect(Buffer.compare(each.bytes, tables[at]!.bytes), each.folder).toBe(0)
    }
  })

  it.each(corpus.map((each) => [each.folder, each.expected.about] as const))('%s: %s', (folder) => {
    const outcome = outcomes.find((each) => each.folder === folder)!
    expect(differences(outcome)).toEqual({ folder, missed: [], unexpected: [] })
  })

  it('has recall and precision of 1 in every category', () => {
    expect(score(outcomes).filter(({ recall, precision }) => recall < 1 || precision < 1)).toEqual([])
  })
})
