import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Ajv from 'ajv-draft-04'
import formats from 'ajv-formats'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import {
  renderCsv, renderGithub, renderGitlab, renderJunit, renderSarif, type RenderOptions,
} from '../../src/report/index.js'
import type { Severity } from '../../src/model/index.js'
import { BLOCKED, finding, HEAD, INCOMPLETE, screening } from './screenings.js'

const ZH: RenderOptions = { language: 'zh-CN', failOn: 'review', base: '/repo' }
const WAIVER = { reason: '误标', approver: '李四', expires: '2026-12-31' }
const TEXT = screening({
  path: '/repo/docs/a b#1.txt', verdict: 'review',
  findings: [finding({ rule: 'personal.mobile', severity: 'review', match: '139****5678', location: { kind: 'body', line: 12, column: 6 } })],
  suppressed: [finding({ waiver: WAIVER }), finding({ match: '机密', reasons: [{ code: 'cuts-word' }] })],
})
const HOSTILE = screening({
  path: '=cmd|\'x\'!A1\u202e\ud800,:%\n::error::x.txt', verdict: 'block',
  findings: [finding({ match: '=HYPERLINK("x")\n::stop-commands::x]]><script>\u0000\uffff', location: { kind: 'body', name: '<b>"\'&\n', line: 1 } })],
  gaps: [{ piece: '@SUM(1)\r\n%0A', reason: 'damaged' }],
})
const ZIP = screening({ path: 'a.zip', format: 'zip', verdict: 'block' })
const ALL = [ZIP, BLOCKED, INCOMPLETE, TEXT, HOSTILE, screening({ path: 'clear.md' })]

/** Characters that act on a terminal or break a line; the byte order mark and CR of the table are its own. */
const ACTING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\ud800-\udfff]/

describe('every format', () => {
  it.each(Object.entries({ renderCsv, renderGithub, renderGitlab, renderJunit, renderSarif }))(
    '%s holds nothing that acts on a terminal, is the same twice, and tells every finding and gap',
    (_, render) => {
      const text = render(HEAD, ALL, ZH)
      expect(text).not.toMatch(ACTING)
      expect(render(HEAD, ALL, ZH)).toBe(text)
      for (const told of ['机密★5年', '139****5678', '图片中的文字未识别', '不支持这种文件格式']) expect(text).toContain(told)
      expect(() => render(HEAD, [], ZH)).not.toThrow()
    },
  )
})

describe('SARIF', () => {
  const require = createRequire(import.meta.url)
  const schema = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })
  formats.default(ajv)
  const validate = ajv.compile(schema)
  const log = (docs = ALL, options = ZH) => JSON.parse(renderSarif(HEAD, docs, options)) as SarifLog

  it.each([['documents of every kind', ALL], ['no document', []], ['a clear one', [screening()]]])('of %s holds to the published schema', (_, docs) => {
    expect(validate(log(docs)) ? [] : validate.errors).toEqual([])
    expect(validate(log(docs, { language: 'en', failOn: 'block' })) ? [] : validate.errors).toEqual([])
  })

  it('the schema refuses a log that does not hold', () => {
    const run = log().runs[0]!
    expect(validate({ version: '2.1.0', runs: [{ ...run, columnKind: 'bytes' }] })).toBe(false)
  })

  it('has columns in UTF-16 units, a rule for each result, and fingerprints', () => {
    const run = log().runs[0]!
    expect(run.columnKind).toBe('utf16CodeUnits')
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId)
    expect(run.results.every((one) => /^[0-9a-f]{32}$/.test(one.partialFingerprints['secrecyScreen/v1']!))).toBe(true)
    const rule = run.tool.driver.rules.find(({ id }) => id === 'mark.state-secret')!
    expect(rule.help.text).toContain('保守国家秘密法 第二十二条')
    expect(rule.defaultConfiguration.level).toBe('error')
  })

  it('points into text files by line, into others by the words for the place, into members by the file that holds them', () => {
    const { results } = log().runs[0]!
    const text = results.find(({ ruleId }) => ruleId === 'personal.mobile')!.locations[0]!
    expect(text.physicalLocation).toEqual({ artifactLocation: { uri: 'docs/a%20b%231.txt', uriBaseId: 'SRCROOT', index: 3 }, region: { startLine: 12, startColumn: 6 } })
    const member = results[0]!.locations[0]!
    expect(member.physicalLocation.artifactLocation.uri).toBe('a.zip')
    expect(member.physicalLocation.region).toBeUndefined()
    expect(member.logicalLocations).toEqual([{ name: '第 2 页 第 3 段 · 页眉 (word/header1.xml)', fullyQualifiedName: 'b.docx · 第 2 页 第 3 段 · 页眉 (word/header1.xml)', kind: 'header' }])
  })

  it('an exclamation mark in a name makes no member of a file', () => {
    const { results } = log([screening({ path: 'a!b.txt', findings: [finding({ location: { kind: 'body', line: 2 } })] })]).runs[0]!
    expect(results[0]!.locations[0]!.physicalLocation).toEqual({ artifactLocation: { uri: 'a%21b.txt', uriBaseId: 'SRCROOT', index: 0 }, region: { startLine: 2 } })
  })

  it('tells what was not examined, and is then not successful; what a waiver accepts is suppressed', () => {
    const run = log().runs[0]!
    expect(run.invocations[0]!.executionSuccessful).toBe(false)
    expect(run.invocations[0]!.toolExecutionNotifications.map(({ descriptor }) => descriptor.id)).toEqual(['image-not-read', 'format-not-supported', 'damaged'])
    expect(log([TEXT]).runs[0]!.invocations[0]!.executionSuccessful).toBe(true)
    expect(run.results.flatMap(({ suppressions }) => suppressions ?? [])).toEqual([
      { kind: 'external', status: 'accepted', justification: '误标', properties: { approver: '李四', expires: '2026-12-31' } },
    ])
  })
})

interface SarifLog {
  readonly runs: readonly {
    readonly columnKind: string
    readonly tool: { readonly driver: { readonly rules: readonly { id: string; help: { text: string }; defaultConfiguration: { level: string } }[] } }
    readonly invocations: readonly { executionSuccessful: boolean; toolExecutionNotifications: readonly { descriptor: { id: string } }[] }[]
    readonly results: readonly {
      ruleId: string
      ruleIndex: number
      partialFingerprints: Record<string, string>
      suppressions?: readonly object[]
      locations: readonly { physicalLocation: { artifactLocation: { uri: string }; region?: object }; logicalLocations?: readonly object[] }[]
    }[]
  }[]
}

describe('JUnit', () => {
  /** Parses as XML, strictly, and gives the elements with their attributes. */
  function elements(xml: string): { name: string; attributes: Record<string, string> }[] {
    const parser = new SaxesParser()
    const seen: { name: string; attributes: Record<string, string> }[] = []
    parser.on('opentag', ({ name, attributes }) => seen.push({ name, attributes: attributes }))
    parser.on('error', (error) => {
      throw error
    })
    parser.write(xml).close()
    return seen
  }
  const count = (failOn: Severity) => {
    const all = elements(renderJunit(HEAD, ALL, { ...ZH, failOn }))
    const kinds = Object.fromEntries(['testsuite', 'testcase', 'failure', 'error', 'skipped'].map((kind) => [kind, all.filter(({ name }) => name === kind).length]))
    return { ...kinds, said: all[0]!.attributes }
  }

  it.each([
    ['review', { testsuite: 6, testcase: 10, failure: 4, error: 3, skipped: 1 }],
    ['block', { testsuite: 6, testcase: 10, failure: 2, error: 3, skipped: 1 }],
  ] as const)('is XML, and its counts are true, with the threshold at %s', (failOn, kinds) => {
    const { said, ...counted } = count(failOn)
    expect(counted).toEqual(kinds)
    expect(said).toEqual({
      name: 'secrecy-screen 0.0.1', tests: '10', failures: String(kinds.failure), errors: '3',
    })
  })

  // What the schema of Jenkins's JUnit plugin lets stand: below which element, with which attributes.
  const SCHEMA: Readonly<Record<string, { readonly below: string; readonly must: readonly string[]; readonly may: readonly string[] }>> = {
    testsuites: { below: '', must: [], may: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'] },
    testsuite: {
      below: 'testsuites', must: ['name', 'tests'],
      may: ['failures', 'errors', 'time', 'disabled', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
    },
    testcase: { below: 'testsuite', must: ['name'], may: ['assertions', 'time', 'classname', 'status'] },
    skipped: { below: 'testcase', must: [], may: ['message', 'type'] },
    error: { below: 'testcase', must: [], may: ['message', 'type'] },
    failure: { below: 'testcase', must: [], may: ['message', 'type'] },
    'system-out': { below: 'testcase', must: [], may: [] },
  }

  it('holds only what its schema allows, where it allows it', () => {
    const parser = new SaxesParser()
    const open: string[] = []
    const seen = new Set<string>()
    parser.on('opentag', ({ name, attributes }) => {
      const rule = SCHEMA[name]
      expect(rule, name).toBeDefined()
      expect(open.at(-1) ?? '', name).toBe(rule!.below)
      expect(Object.keys(attributes), name).toEqual(expect.arrayContaining([...rule!.must]))
      expect(Object.keys(attributes).filter((attribute) => ![...rule!.must, ...rule!.may].includes(attribute)), name).toEqual([])
      open.push(name)
      seen.add(name)
    })
    parser.on('closetag', () => void open.pop())
    parser.write(renderJunit(HEAD, ALL, { ...ZH, failOn: 'block' })).close()
    expect([...seen].sort()).toEqual(Object.keys(SCHEMA).sort())
  })
})

describe('CSV', () => {
  /** Rows of cells as RFC 4180 has them. */
  function rows(csv: string): string[][] {
    expect(csv.startsWith('\ufeff')).toBe(true)
    return csv.slice(1).trimEnd().split('\r\n').map((line) => [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((match) => match[1]!.replace(/""/g, '"')))
  }
  const table = rows(renderCsv(HEAD, ALL, ZH))

  it('has a row for each finding, gap and waived finding, and one for a document without any', () => {
    expect(table.map((row) => row.length)).toEqual(Array.from({ length: 11 }, () => 17))
    expect(table.slice(1).map((row) => row[2])).toEqual(['', '发现', '发现', '未检查', '未检查', '发现', '已豁免', '发现', '未检查', ''])
  })

  it('holds no cell that a spreadsheet takes for a formula', () => {
    expect(table.flat().filter((cell) => /^\s*[=+\-@|%＝＋－＠]/.test(cell))).toEqual([])
    expect(table.flat().filter((cell) => cell.startsWith('\''))).toHaveLength(5)
  })
})

describe('GitHub annotations', () => {
  const lines = renderGithub(HEAD, ALL, ZH).trimEnd().split('\n')

  it('are one command a finding and a gap, and a last line with the counts', () => {
    expect(lines.map((line) => line.match(/^::(\w+) /)?.[1])).toEqual(['error', 'warning', 'warning', 'warning', 'warning', 'error', 'warning', undefined])
    expect(lines.at(-1)).toBe('不得公开 · 文件 6 · 不得公开 3 · 需要复核 1 · 不完整 1 · 未发现问题 1'.replace('不完整', '检查不完整'))
  })

  it('name the file from the repository, the line and the column', () => {
    expect(lines[4]).toMatch(/^::warning file=docs\/a b#1\.txt,line=12,col=6,title=国家秘密标志::/)
  })

  it('a hostile name begins no command of its own', () => {
    expect(lines[5]).toContain('%3A%3Aerror%3A%3Ax.txt')
    expect(lines.filter((line) => line.startsWith('::stop'))).toEqual([])
  })
})

describe('GitLab code quality', () => {
  const entries = JSON.parse(renderGitlab(HEAD, [...ALL, TEXT, TEXT], ZH)) as { fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }[]

  it('has one entry a finding and a gap, each with a fingerprint of its own', () => {
    expect(entries).toHaveLength(9)
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(9)
    expect(entries.every(({ fingerprint }) => /^[0-9a-f]{32}$/.test(fingerprint))).toBe(true)
  })

  it('names the file and a line of it', () => {
    expect(entries[4]).toMatchObject({ severity: 'major', location: { path: 'docs/a b#1.txt', lines: { begin: 12 } } })
    expect(entries[0]).toMatchObject({ severity: 'blocker', location: { path: 'a.zip', lines: { begin: 1 } } })
  })
})
