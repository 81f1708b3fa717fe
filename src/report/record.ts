import { createHash } from 'node:crypto'
import * as v from 'valibot'
import {
  CATEGORIES, SEVERITIES, VERDICTS, type Category, type Gap, type Screening, type Severity,
} from '../model/index.js'
import type { ReportHead } from './report.js'

const RECORD_SCHEMA = 'secrecy-screen/record/v2'

/** The circumstances of a screening. */
export interface RecordFacts {
  /** ISO 8601, UTC. */
  readonly time: string
  readonly operator: string
  /** The options of the run, as plain values. */
  readonly options: Readonly<Record<string, string | number | boolean>>
  /**
   * `changed-lines`: findings on lines the change did not touch were left out, so this is no clearance of the
   * document.
   */
  readonly scope: 'whole' | 'changed-lines'
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
type OptionalCount = ReturnType<typeof v.optional<typeof count, undefined>>
const counts = <Key extends string>(keys: readonly Key[]) =>
  v.strictObject(Object.fromEntries(keys.map((key) => [key, v.optional(count)])) as Record<Key, OptionalCount>)

const shape = v.strictObject({
  schema: v.literal(RECORD_SCHEMA),
  document: v.strictObject({ path: v.string(), sha256: v.optional(hash), format: v.string(), bytes: count }),
  verdict: v.picklist(VERDICTS),
  findings: v.strictObject({ severities: counts(SEVERITIES), categories: counts(CATEGORIES), waived: count }),
  gaps: v.array(v.strictObject({ piece: v.string(), reason: v.string() })),
  scope: v.picklist(['whole', 'changed-lines']),
  options: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  ruleset: v.strictObject({
    digest: v.string(), lexicons: v.array(v.strictObject({ id: v.string(), version: v.string() })),
  }),
  tool: v.strictObject({ name: v.string(), version: v.string() }),
  time: v.pipe(v.string(), v.isoTimestamp()),
  operator: v.string(),
  hash,
})

/**
 * The record of one screening, `secrecy-screen/record/v2`: what was examined, by which rules, when and by whom. No
 * text of the document.
 */
export type ScreeningRecord = v.InferOutput<typeof shape>

/** `secrecy-screen/record/v1` called the piece of a gap `part`. */
const shapeV1 = v.strictObject({
  ...shape.entries,
  schema: v.literal('secrecy-screen/record/v1'),
  gaps: v.array(v.strictObject({ part: v.string(), reason: v.string() })),
})

type RecordV1 = v.InferOutput<typeof shapeV1>

/** Makes the record of a screening. Its hash covers all the other fields, as `recordHash` says. */
export function createRecord({ tool, ruleset }: ReportHead, screening: Screening, facts: RecordFacts): ScreeningRecord {
  const { path, sha256, format, bytes, verdict, findings, gaps, suppressed } = screening
  const record = {
    schema: RECORD_SCHEMA,
    document: { path, ...(sha256 !== undefined && { sha256 }), format, bytes },
    verdict,
    findings: {
      severities: tally<Severity>(findings.map(({ severity }) => severity)),
      categories: tally<Category>(findings.map(({ category }) => category)),
      waived: suppressed.filter(({ waiver }) => waiver).length,
    },
    gaps: gaps.map(({ piece, reason }: Gap) => ({ piece, reason })),
    scope: facts.scope,
    options: { ...facts.options },
    ruleset: { digest: ruleset.digest, lexicons: ruleset.lexicons.map(({ id, version }) => ({ id, version })) },
    tool: { name: tool.name, version: tool.version },
    time: facts.time,
    operator: facts.operator,
  } as const
  return { ...record, hash: recordHash(record) }
}

/**
 * Reads a record; undefined for any other text, and for a record whose hash does not match its content. A record of
 * version 1 is checked as it was written and returned in the form of version 2; `hash` stays that of the stored record.
 */
export function readRecord(text: string): ScreeningRecord | undefined {
  try {
    const stored = v.parse(v.union([shape, shapeV1]), JSON.parse(text))
    if (stored.hash !== recordHash(stored)) return undefined
    return stored.schema === RECORD_SCHEMA ? stored : upgrade(stored)
  } catch {
    return undefined
  }
}

function upgrade(record: RecordV1): ScreeningRecord {
  return { ...record, schema: RECORD_SCHEMA, gaps: record.gaps.map(({ part, reason }) => ({ piece: part, reason })) }
}

/** The text of a record, indented by two spaces. */
export function renderRecord(record: ScreeningRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/** SHA-256, hex, over the JSON of a record without `hash`, keys in ascending order, no spaces. */
function recordHash(record: Omit<ScreeningRecord | RecordV1, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify({ ...record, hash: undefined }, sorted)).digest('hex')
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function tally<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const counted: Partial<Record<Key, number>> = {}
  for (const key of keys) counted[key] = (counted[key] ?? 0) + 1
  return counted
}
