import { describe, expect, it } from 'vitest'
import { applyOverrides, checkLexicons, compile, loadLexicons, parseLexicon, termsOf, type Lexicon } from '../../src/lexicon/index.js'
import { folderOf } from '../cli/command.js'
import { screenText } from './screen-text.js'
import { lexiconText, ruleText } from './lexicon-text.js'

const BLOCK = ruleText('terms: [雷霆行动, 蓝鲸工程]').replace('severity: review', 'severity: block')
const national = parse('national.yaml', lexiconText(BLOCK))

function parse(file: string, text: string): Lexicon {
  const { lexicon, complaints } = parseLexicon(file, text)
  expect(complaints).toEqual([])
  return lexicon!
}

/** A lexicon with overrides alone. */
function overriding(id: string, layer: string, ...overrides: readonly string[]): string {
  return [
    'schema: secrecy-screen/lexicon/v1', `id: ${id}`, "version: '1'", `layer: ${layer}`, 'title: { zh-CN: 调整, en: Overrides }', 'owner: 某单位',
    'source: 内部规定', 'overrides:', ...overrides.map((line) => `  - { rule: code-name.operation, ${line} }`), '',
  ].join('\n')
}

const ours = (...overrides: readonly string[]) => parse('ours.yaml', overriding('ours', 'unit', ...overrides))
const faults = (...lexicons: readonly Lexicon[]) =>
  applyOverrides(lexicons).complaints.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)

describe('an override', () => {
  it.each([
    ['sets the severity', 'severity: note, reason: 已公开', { severity: 'note' }],
    ['adds terms', 'add-terms: [白鲸工程]', { detector: { terms: ['雷霆行动', '蓝鲸工程', '白鲸工程'] } }],
    ['removes terms, however they are written', 'remove-terms: [藍 鯨工程], reason: 已公开', { detector: { terms: ['雷霆行动'] } }],
    ['adds safe words', 'add-except: [雷霆行动队], reason: 队名', { detector: { except: ['雷霆行动队'] } }],
  ])('%s', (_, written, rule) => {
    const lexicons = [national, ours(written)]
    expect(faults(...lexicons)).toEqual([])
    expect(compile(applyOverrides(lexicons).lexicons).rules).toMatchObject([rule])
  })

  it('disables a rule, and the lexicon keeps who disabled it and why', () => {
    const { lexicons } = applyOverrides([national, ours('disabled: 本单位不用')])
    expect(compile(lexicons).rules).toEqual([])
    expect(lexicons[0]!.rules[0]).toMatchObject({ disabled: true, overrides: [{ by: 'ours', disabled: '本单位不用' }] })
  })

  it('changes the digest', () => {
    const digests = ['severity: note, reason: a', 'add-terms: [白鲸工程]', 'disabled: a', 'add-except: [雷霆行动队], reason: a']
      .map((written) => compile(applyOverrides([national, ours(written)]).lexicons).digest)
    expect(new Set([compile([national]).digest, ...digests]).size).toBe(5)
  })

  it('is applied in the order of layers, not of files', () => {
    const sector = parse('sector.yaml', overriding('sector', 'sector', 'severity: note, reason: a', 'remove-terms: [雷霆行动], reason: a'))
    const unit = ours('severity: review, reason: b', 'add-terms: [雷霆行动]')
    for (const lexicons of [[national, sector, unit], [unit, sector, national]]) {
      const { rules: [rule] } = compile(applyOverrides(lexicons).lexicons)
      expect([rule!.severity, termsOf(rule!)]).toEqual(['review', ['蓝鲸工程', '雷霆行动']])
    }
  })

  it.each([
    ['disables a block rule, giving the reason there', 'disabled: 不用', []],
    ['lowers a block rule without a reason', 'severity: review', ['weakening a rule of severity block requires a reason']],
    ['removes a term from a block rule without a reason', 'remove-terms: [雷霆行动]', ['weakening a rule of severity block requires a reason']],
    ['keeps it at block', 'severity: block', []],
    ['removes a term the rule does not have', 'remove-terms: [黑鲸], reason: a', ['remove-terms[0] is not one of its terms']],
    ['adds a term the rule has', 'add-terms: [蓝 鲸 工程]', ['add-terms[0] is one of its terms already']],
    ['adds a single character', 'add-terms: [鲸]', ['add-terms[0] needs at least two characters']],
    ['removes all terms', 'remove-terms: [雷霆行动, 蓝鲸工程], reason: a', ['no term would be left; use disabled instead']],
  ])('that %s has these complaints, at its position', (_, written, expected) => {
    expect(faults(national, ours(written))).toEqual(expected.map((fault) => `ours.yaml:9:5 override: ${fault}`))
  })

  it('of an unknown rule, or of a rule that is not in a lower layer, is a complaint', () => {
    expect(faults(ours('severity: note'))).toEqual(['ours.yaml:9:5 override: no loaded lexicon has this rule'])
    const peer = parse('peer.yaml', lexiconText(BLOCK).replace('version:', 'layer: unit\nversion:'))
    expect(faults(peer, ours('severity: block'))[0]).toMatch(/^ours.yaml:9:5 .*overrides lower layers only$/)
  })
})

describe('a lexicon file with overrides', () => {
  it.each([
    ['names its layer', overriding('ours', 'unit', 'severity: note').replace('layer: unit\n', ''), '8:5 a lexicon with overrides names its layer: sector, local or unit'],
    ['changes something', overriding('ours', 'unit', 'reason: 无'), '9:5 the override changes nothing'],
    ['has no unknown key', overriding('ours', 'unit', 'edges: none'), '9:34 overrides[0].edges: unknown key'],
    ['has rules or overrides', overriding('ours', 'unit').replace('overrides:\n', ''), '1:1 missing: rules (or overrides)'],
  ])('%s', (_, text, complaint) => {
    expect(parseLexicon('ours.yaml', text).complaints.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([complaint])
  })

  it('is loaded and checked together with the files it changes', async () => {
    const folder = folderOf({ 'national.yaml': lexiconText(BLOCK), 'ours.yaml': overriding('ours', 'unit', 'severity: note, reason: 已公开') })
    const [base, over] = [`${folder}/national.yaml`, `${folder}/ours.yaml`]
    expect(compile(await loadLexicons([base, over])).rules[0]!.severity).toBe('note')
    await expect(loadLexicons([over])).rejects.toThrow('no loaded lexicon has this rule')
    expect((await checkLexicons([over], screenText, { base: [base] })).complaints).toEqual([])
    expect((await checkLexicons([over], screenText)).complaints).toHaveLength(1)
  })
})
