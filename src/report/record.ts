import { createHash } from 'node:crypto'
import * as v from 'valibot'
import {
  CATEGORIES, DISCLOSURES, SEVERITIES, VERDICTS, WEAKENING_CODES, type Category, type DocumentFacts, type Gap,
  type Policy, type Screening, type Severity,
} from '../model/index.js'
import type { ReportHead } from './report.js'

const RECORD_SCHEMA = 'secrecy-screen/record/v3'

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
  /** Whether a key seals the record. */
  readonly sealed: boolean
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
type OptionalCount = ReturnType<typeof v.optional<typeof count, undefined>>
const counts = <Key extends string>(keys: readonly Key[]) =>
  v.strictObject(Object.fromEntries(keys.map((key) => [key, v.optional(count)])) as Record<Key, OptionalCount>)

const policy = v.strictObject({
  digest: v.string(), failOn: v.picklist(SEVERITIES),
  weakenings: v.array(v.strictObject({
    code: v.picklist(WEAKENING_CODES), by: v.string(),
    args: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  })),
})

const documentFacts = v.strictObject({
  title: v.optional(v.string()), number: v.optional(v.string()), signers: v.optional(v.array(v.string())),
  issued: v.optional(v.string()), disclosure: v.optional(v.picklist(DISCLOSURES)),
})

const entriesV2 = {
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
}

const shape = v.strictObject({
  schema: v.literal(RECORD_SCHEMA), ...entriesV2, policy: v.optional(policy), sealed: v.optional(v.boolean()),
  facts: v.optional(documentFacts),
})

/**
 * The record of one screening, `secrecy-screen/record/v3`: what was examined, by which rules and policy, when and by
 * whom. Of the text of the document only what it says of itself, masked: title, number, signers, date, disclosure
 * attribute. Records of earlier versions have no `policy`, no `sealed` and no `facts`.
 */
export type ScreeningRecord = v.InferOutput<typeof shape>

const shapeV2 = v.strictObject({ schema: v.literal('secrecy-screen/record/v2'), ...entriesV2 })

/** `secrecy-screen/record/v1` called the piece of a gap `part`. */
const shapeV1 = v.strictObject({
  ...entriesV2,
  schema: v.literal('secrecy-screen/record/v1'),
  gaps: v.array(v.strictObject({ part: v.string(), reason: v.string() })),
})

type EarlierRecord = v.InferOutput<typeof shapeV1> | v.InferOutput<typeof shapeV2>

/** Makes the record of a screening. Its hash covers all the other fields, as `recordHash` says. */
export function createRecord(
  { tool, ruleset, policy }: ReportHead, screening: Screening, facts: RecordFacts,
): ScreeningRecord {
  const { path, sha256, format, bytes, verdict, findings, gaps, suppressed, facts: said } = screening
  const record = {
    schema: RECORD_SCHEMA,
    document: { path, ...(sha256 !== undefined && { sha256 }), format, bytes },
    ...(said && { facts: recordedFacts(said) }),
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
    ...(policy && { policy: recordedPolicy(policy) }),
    sealed: facts.sealed,
  } as const
  return { ...record, hash: recordHash(record) }
}

/**
 * Reads a record; undefined for any other text, and for a record whose hash does not match its content. A record of
 * an earlier version is checked as it was written and returned in the form of today; `hash` stays that of the stored
 * record.
 */
export function readRecord(text: string): ScreeningRecord | undefined {
  try {
    const stored = v.parse(v.union([shape, shapeV2, shapeV1]), JSON.parse(text))
    if (stored.hash !== recordHash(stored)) return undefined
    return stored.schema === RECORD_SCHEMA ? stored : upgrade(stored)
  } catch {
    return undefined
  }
}

function upgrade(record: EarlierRecord): ScreeningRecord {
  const gaps = record.gaps.map((gap) => ({ piece: 'part' in gap ? gap.part : gap.piece, reason: gap.reason }))
  return { ...record, schema: RECORD_SCHEMA, gaps }
}

/** The text of a record, indented by two spaces. */
export function renderRecord(record: ScreeningRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/** SHA-256, hex, over the JSON of a record without `hash`, keys in ascending order, no spaces. */
function recordHash(record: Omit<ScreeningRecord | EarlierRecord, 'hash'>): string {
  return createHash('sha256').update(JSON.stringify({ ...record, hash: undefined }, sorted)).digest('hex')
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The files of a policy are known by their digest: their names are no matter of the document. */
function recordedPolicy({ digest, failOn, weakenings }: Policy): v.InferOutput<typeof policy> {
  const recorded = weakenings.map(({ code, by, args }) => ({ code, by, ...(args && { args: { ...args } }) }))
  return { digest, failOn, weakenings: recorded }
}

function recordedFacts(
  { title, number, signers, issued, disclosure }: DocumentFacts,
): v.InferOutput<typeof documentFacts> {
  return {
    ...(title !== undefined && { title }),
    ...(number !== undefined && { number }),
    ...(signers && { signers: [...signers] }),
    ...(issued !== undefined && { issued }),
    ...(disclosure && { disclosure }),
  }
}

function tally<Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> {
  const counted: Partial<Record<Key, number>> = {}
  for (const key of keys) counted[key] = (counted[key] ?? 0) + 1
  return counted
}
