import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type * as v from 'valibot'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { parse } from 'yaml'
import { createScreener } from '../../src/index.js'
import {
  compile, defaultLexiconFiles, lintLexicons, loadLexicons, parseLexicon, parseLexiconObject, prove, type LexiconData,
  type RuleData,
} from '../../src/lexicon/index.js'
import type { lexiconSchema } from '../../src/lexicon/schema.js'
import { ScreenError } from '../../src/model/index.js'
import { screenText } from './screen-text.js'
import { lexiconText } from './lexicon-text.js'

const RULE = {
  id: 'code-name.operation',
  title: { 'zh-CN': '行动代号', en: 'Name of an operation' },
  category: 'custom',
  severity: 'review',
  basis: ['保守国家秘密法 第二十二条'],
  terms: ['雷霆行动', '蓝鲸工程'],
  examples: { 'must-hit': ['雷霆行动正在进行'], 'must-miss': ['雷霆万钧'] },
} as const satisfies RuleData

const DATA = {
  schema: 'secrecy-screen/lexicon/v1',
  id: 'unit.code-names',
  version: '2026.1.0',
  title: { 'zh-CN': '代号', en: 'Code names' },
  owner: '某单位办公室',
  source: '内部名录',
  rules: [RULE],
} as const satisfies LexiconData

const changed = (rule: object): LexiconData => ({ ...DATA, rules: [{ ...RULE, ...rule }] })
const complaints = (data: unknown) =>
  parseLexiconObject('lexicons[0]', data as LexiconData).complaints.map(({ key, message }) => `${key}: ${message}`)

describe('a lexicon given as an object', () => {
  it('has the rules and the digest of the same lexicon in a file', () => {
    const fromFile = parseLexicon('unit.yaml', lexiconText()).lexicon!
    const fromObject = parseLexiconObject('lexicons[0]', DATA).lexicon!
    expect(compile([fromObject])).toEqual(compile([fromFile]))
    expect([fromObject.file, fromFile.file]).toEqual([undefined, 'unit.yaml'])
  })

  it('has a type that equals the schema', () => {
    expectTypeOf<v.InferInput<typeof lexiconSchema>>().toExtend<LexiconData>()
    expectTypeOf<LexiconData>().toExtend<Frozen<v.InferInput<typeof lexiconSchema>>>()
  })

  it.each<[string, unknown, string[]]>([
    ['an unknown key', { ...DATA, author: '某人' }, ['lexicons[0].author: unknown key']],
    ['an unknown key of a rule', changed({ severty: 'note' }), ['lexicons[0].rules[0].severty: unknown key']],
    ['a missing key', { ...DATA, owner: undefined }, ['lexicons[0].owner: missing']],
    ['a wrong choice', changed({ spaces: 'wide' }),
      ['lexicons[0].rules[0].spaces: must be ("none" | "inline" | "lines"), not "wide"']],
    ['an empty term', changed({ terms: ['甲乙', ''] }), ['lexicons[0].rules[0].terms[1]: is empty']],
    ['two detectors', changed({ mark: {} }), ['lexicons[0].rules[0].terms: code-name.operation: '
      + 'a rule needs exactly one of mark, terms, document-number, identifier; this one has mark, terms']],
    ['an override without a layer', { ...DATA, overrides: [{ rule: 'a', severity: 'note' }] },
      ['lexicons[0].overrides[0]: a lexicon with overrides names its layer: sector, local or unit']],
    ['no object', 1, ['lexicons[0]: must be Object, not 1']],
    ['nothing', undefined, ['lexicons[0]: missing']],
  ])('is refused with the path of the key: %s', (_, data, expected) => {
    expect(complaints(data)).toEqual(expected)
  })

  it('has the paths of its terms and examples in complaints of lint and of proofs', async () => {
    const data = changed({ terms: ['雷霆行动', '蓝 鲸 工程', '蓝鲸工程'], examples: { 'must-hit': ['雷霆万钧'] } })
    const lexicon = parseLexiconObject('lexicons[3]', data).lexicon!
    const found = [...lintLexicons([lexicon]), ...await prove([lexicon], screenText)]
    expect(found.map(({ key }) => key)).toEqual(['lexicons[3].rules[0].terms[2]', 'lexicons[3].rules[0].examples.must-hit[0]'])
  })

  it('is copied: changing it afterwards changes nothing', () => {
    const data = structuredClone<LexiconData>(DATA) as { rules: { terms: string[] }[] } & LexiconData
    const { lexicon } = parseLexiconObject('lexicons[0]', data)
    data.rules[0]!.terms.push('白鲸工程')
    expect(lexicon!.rules[0]!.rule.detector).toMatchObject({ terms: ['雷霆行动', '蓝鲸工程'] })
  })

  it('can hold any shipped lexicon', async () => {
    const files = await defaultLexiconFiles()
    const objects = files.map((file) => parse(readFileSync(file, 'utf8'), { schema: 'core' }) as LexiconData)
    expect(compile(await loadLexicons(objects)).digest).toBe(compile(await loadLexicons(files)).digest)
  })
})

describe('loadLexicons with objects', () => {
  it('loads files and objects together, in their order', async () => {
    const [shipped] = await defaultLexiconFiles()
    const override = { ...DATA, id: 'ours', layer: 'unit', rules: undefined, overrides: [{ rule: RULE.id, severity: 'note' }] } as const
    const lexicons = await loadLexicons([DATA, override], { base: [shipped!] })
    expect(lexicons.map(({ id }) => id).slice(1)).toEqual(['unit.code-names', 'ours'])
    expect(compile(lexicons).rules.find(({ id }) => id === RULE.id)!.severity).toBe('note')
  })

  it('names objects by their index among the lexicons, and both places of a duplicate id', async () => {
    const [shipped] = await defaultLexiconFiles()
    const error = await loadLexicons([DATA, DATA, { ...DATA, id: 'A' }], { base: [shipped!] }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ScreenError)
    expect((error as ScreenError).message.split('\n')).toEqual([
      'invalid lexicons:',
      'lexicons[2].id: must be lower-case letters and digits, separated by dots or hyphens',
      'lexicons[1].id: lexicon id unit.code-names is used before: lexicons[0].id',
      'lexicons[1].rules[0].id: rule id code-name.operation is used before: lexicons[0].rules[0].id',
    ])
  })

  it('refuses an object where signatures are required', async () => {
    const requireSigned = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
    await expect(loadLexicons([DATA], { requireSigned })).rejects.toThrow('lexicons[0]: an object cannot be signed')
  })
})

describe('createScreener with objects', () => {
  it('screens by their rules', async () => {
    const screener = await createScreener({ lexicons: [DATA], defaultLexicons: false })
    expect(screener.ruleset.lexicons).toEqual([{ id: 'unit.code-names', version: '2026.1.0' }])
    const { findings } = await screener.screen('蓝鲸工程已经开工。', { name: 'a.txt' })
    expect(findings).toMatchObject([{ rule: RULE.id, match: '蓝鲸工程' }])
  })

  it('refuses an object that fails its own examples, with the path of the example', async () => {
    const lexicons = [changed({ examples: { 'must-hit': ['雷霆万钧'] } })]
    await expect(createScreener({ lexicons, defaultLexicons: false })).rejects.toMatchObject({
      code: 'configuration', details: { complaints: [{ key: 'lexicons[0].rules[0].examples.must-hit[0]' }] },
    })
  })
})

/** The type with all its arrays and properties read-only. */
type Frozen<T> = T extends readonly (infer Item)[] ? readonly Frozen<Item>[]
  : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T
