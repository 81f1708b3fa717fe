import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import {
  CATEGORIES, DISPOSITIONS, GAP_REASONS, LEVELS, PART_KINDS, SEVERITIES, VERDICTS, VISIBILITIES,
  WEAKENING_CODES,
} from '../../src/model/index.js'
import { renderJson } from '../../src/report/index.js'
import { BLOCKED, finding, HEAD, INCOMPLETE, screening } from '../report/screenings.js'
import { BLOCK, CLEAR, folderOf, REVIEW, screen, UNREADABLE } from './command.js'

const root = resolve(import.meta.dirname, '../..')
const schema = JSON.parse(readFileSync(join(root, 'docs/report.schema.json'), 'utf8')) as Schema
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
ajv.addSchema(schema)
const faults = (value: unknown, part = '') => {
  const validate = ajv.getSchema(`${schema.$id}${part}`)!
  return validate(value) ? [] : validate.errors
}

interface Schema {
  readonly $id: string
  readonly $defs: Readonly<Record<string, Part>>
}

interface Part {
  readonly enum?: readonly string[]
  readonly items?: Part
  readonly properties?: Readonly<Record<string, Part>>
}

describe('docs/report.schema.json', () => {
  const corpus = join(root, 'corpus')
  const files = folderOf({ 'block.txt': BLOCK, 'review.txt': REVIEW, 'clear.txt': CLEAR, 'unreadable.bin': UNREADABLE, 'empty.txt': '' })

  it.each([[['--lang', 'zh-CN']], [['--lang', 'en', '--reveal']]])('real reports conform to it: %j', async (argv) => {
    const { stdout } = await screen([...argv, '--format', 'json', files, corpus, '/nowhere'])
    expect(faults(JSON.parse(stdout))).toEqual([])
  })

  it('each line of JSON Lines is a document, and the last line is the summary', async () => {
    const lines = (await screen(['--format', 'jsonl', files])).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
    expect(lines.slice(0, -1).flatMap((line) => faults(line, '#/$defs/document'))).toEqual([])
    expect(faults(lines.at(-1), '#/$defs/end')).toEqual([])
  })

  it('a report with every field conforms; one with an unknown or a missing field does not', () => {
    const context = { before: '前', after: '后' }
    const waiver = { reason: '误标', approver: '张三', expires: '2026-12-31' }
    const full = screening({ suppressed: [finding({ context, waiver, location: { kind: 'body', box: [1, 2, 3, 4], sheet: 'a', cell: 'A1' } })] })
    const whole = JSON.parse(renderJson(HEAD, [BLOCKED, INCOMPLETE, full])) as Record<string, unknown>
    expect(faults(whole)).toEqual([])
    expect(faults({ ...whole, more: 1 })).not.toEqual([])
    expect(faults({ ...whole, verdict: 'clean' })).not.toEqual([])
    expect(faults({ ...whole, summary: undefined })).not.toEqual([])
  })

  it('lists exactly the values that the program uses', () => {
    const { finding: one, location, gap, verdict, policy } = schema.$defs
    expect(policy!.properties!.weakenings!.items!.properties!.code!.enum).toEqual(WEAKENING_CODES)
    expect(one!.properties!.category!.enum).toEqual(CATEGORIES)
    expect(one!.properties!.severity!.enum).toEqual(SEVERITIES)
    expect(one!.properties!.visibility!.enum).toEqual(VISIBILITIES)
    expect(one!.properties!.level!.enum).toEqual(LEVELS)
    expect(one!.properties!.disposition!.enum).toEqual(DISPOSITIONS)
    expect(location!.properties!.kind!.enum).toEqual(PART_KINDS)
    expect(gap!.properties!.reason!.enum).toEqual(GAP_REASONS)
    expect(verdict!.enum).toEqual(VERDICTS)
  })
})
