import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LABELS } from '../../../bench/forms/labels.js'
import { reviewForm } from '../../../bench/forms/review-form.js'
import { FORM_TAGS, type FormTags } from '../../../src/report/form/index.js'
import { LANGUAGES } from '../../../src/report/index.js'
import { zipOf } from './filled.js'

const root = resolve(import.meta.dirname, '../../..')

describe.each(LANGUAGES)('the shipped template in %s', (language) => {
  const shipped = readFileSync(join(root, `data/forms/review-form.${language}.docx`))

  it('is what its source writes', () => {
    expect(Buffer.from(reviewForm(LABELS[language])).equals(shipped)).toBe(true)
  })

  it('lies on A4 paper and holds no relation that leads out of it', () => {
    const entries = zipOf(shipped)
    expect(entries['word/document.xml']).toContain('<w:pgSz w:w="11906" w:h="16838"/>')
    expect(Object.values(entries).filter((text) => text.includes('TargetMode'))).toEqual([])
  })
})

it('the manual names every tag', () => {
  const manual = readFileSync(join(root, 'docs/reports.md'), 'utf8')
  const names = (tags: FormTags): string[] => Object.entries(tags).flatMap(([tag, inner]) => [tag, ...(inner ? names(inner) : [])])
  expect(names(FORM_TAGS).filter((tag) => !manual.includes(`\`${tag}\``))).toEqual([])
})
