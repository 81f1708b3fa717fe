import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { defaultLexiconFiles, parseLexicon } from '../../src/lexicon/index.js'
import { lexiconJsonSchema } from '../../scripts/lexicon/json-schema.js'
import { lexiconText, ruleText } from './lexicon-text.js'

const file = resolve(import.meta.dirname, '../../lexicons/schema.json')
const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(lexiconJsonSchema())
const holds = (text: string) => validate(parse(text, { schema: 'core' }))
const files = await defaultLexiconFiles()

// `npm run build:schema` writes the file anew.
describe('the JSON Schema of lexicons', () => {
  it('is derived from the schema of the loader', async () => {
    await expect(`${JSON.stringify(lexiconJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(file)
  })

  it.each(files.map((name) => [name.split('/').at(-1)!, name]))('accepts the shipped %s', (_, name) => {
    expect([holds(readFileSync(name, 'utf8')), validate.errors]).toEqual([true, null])
  })

  it.each([
    ['an unknown key of the file', `${lexiconText()}wrong: 1\n`],
    ['an unknown key of a rule', lexiconText(ruleText('terms: [甲乙]', 'severty: note'))],
    ['an unknown key of a detector', lexiconText(ruleText('mark: { star: [★] }'))],
    ['a value outside the choices', lexiconText().replace('severity: review', 'severity: grave')],
    ['a missing owner', lexiconText().replace(/owner: .*\n/, '')],
    ['two detectors', lexiconText(ruleText('terms: [甲乙]', 'mark: {}'))],
    ['no detector', lexiconText(ruleText())],
    ['an empty term', lexiconText(ruleText('terms: [甲乙, " "]'))],
    ['neither rules nor overrides', lexiconText().replace(/rules:[^]*/, '')],
    ['a bad id', lexiconText(undefined, { id: '云泽' })],
  ])('rejects %s, as the loader does', (_, text) => {
    expect([holds(text), parseLexicon('unit.yaml', text).lexicon]).toEqual([false, undefined])
  })
})
