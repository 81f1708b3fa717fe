import * as v from 'valibot'
import {
  CATEGORIES, DISCLOSURES, DISPOSITIONS, DOCUMENT_FORMATS, GAP_REASONS, LAYOUT_FORMS, LEVELS, PART_KINDS, REASON_CODES,
  REGIONS, REMARK_CODES, SEVERITIES, VERDICTS, VISIBILITIES, type DocumentFacts, type Finding, type Gap,
  type Location, type Screening,
} from '../model/index.js'

/**
 * The screenings of one document and its members, if `value` is exactly what this version writes: a queue may hold what
 * a stranger wrote. Undefined for anything else: unknown or missing keys, other types and codes, values out of range,
 * a verdict that contradicts the findings, or a first screening that is not of `path`.
 */
export function readScreenings(value: unknown, path: string): readonly Screening[] | undefined {
  const list = own.is(value)
  return list?.[0]!.path === path ? list : undefined
}

/** The same for screenings that any version wrote: codes may be other ones, and keys may be more. */
export function readStoredScreenings(value: unknown): readonly Screening[] | undefined {
  return anyVersion.is(value)
}

/** The keys of a type, each with a schema: a key that is added to the type must be added here. */
type Entries<T> = Readonly<Record<keyof T, v.GenericSchema>>

const text = v.pipe(v.string(), v.maxLength(1_000_000))
const name = v.pipe(v.string(), v.maxLength(200))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const list = (item: v.GenericSchema): v.GenericSchema<unknown[]> => v.pipe(v.array(item), v.maxLength(1_000_000))

const own = schemaOf(
  (entries) => v.strictObject(entries), (codes) => v.picklist(codes),
  (digits) => v.pipe(v.string(), v.regex(/^[0-9a-f]*$/), v.length(digits)),
)
const anyVersion = schemaOf((entries) => v.object(entries), () => name, () => name)

function schemaOf(
  object: (entries: Readonly<Record<string, v.GenericSchema>>) => v.GenericSchema,
  oneOf: (codes: readonly string[]) => v.GenericSchema,
  hex: (digits: number) => v.GenericSchema,
): { readonly is: (value: unknown) => readonly Screening[] | undefined } {
  const args = v.record(name, v.union([text, v.number()]))
  const location = object({
    kind: oneOf(PART_KINDS), name: v.optional(text), page: v.optional(count), paragraph: v.optional(count),
    line: v.optional(count), column: v.optional(count), sheet: v.optional(text), cell: v.optional(name),
    box: v.optional(v.strictTuple([v.number(), v.number(), v.number(), v.number()])),
  } satisfies Entries<Location>)
  // Stored findings have no text around them.
  const finding = object({
    rule: name, category: oneOf(CATEGORIES), severity: v.picklist(SEVERITIES), level: v.optional(oneOf(LEVELS)),
    title: object({ 'zh-CN': text, 'en': text }), match: text, visibility: oneOf(VISIBILITIES), location,
    places: v.optional(list(location)),
    region: v.optional(oneOf(REGIONS)),
    basis: list(text), disposition: v.optional(oneOf(DISPOSITIONS)),
    reasons: list(object({ code: oneOf(REASON_CODES), args: v.optional(args) })), fingerprint: hex(32),
    waiver: v.optional(object({ reason: text, approver: text, expires: v.optional(name) })),
  } satisfies Entries<Omit<Finding, 'context'>>)
  const gap = object({ piece: text, reason: oneOf(GAP_REASONS), args: v.optional(args) } satisfies Entries<Gap>)
  const facts = object({
    form: v.optional(oneOf(LAYOUT_FORMS)), copyNumber: v.optional(name), urgency: v.optional(name),
    organ: v.optional(text), number: v.optional(text), signers: v.optional(list(text)), title: v.optional(text),
    addressee: v.optional(text), issued: v.optional(name), disclosure: v.optional(oneOf(DISCLOSURES)),
    copiedTo: v.optional(text), printedBy: v.optional(text), printed: v.optional(name),
  } satisfies Entries<DocumentFacts>)
  // Stored screenings have no preview.
  const screening = object({
    path: text, pathId: v.optional(name), sha256: v.optional(hex(64)), format: oneOf(DOCUMENT_FORMATS), bytes: count,
    verdict: v.picklist(VERDICTS), findings: list(finding), gaps: list(gap), suppressed: list(finding),
    remarks: list(oneOf(REMARK_CODES)),
    facts: v.optional(facts),
  } satisfies Entries<Omit<Screening, 'preview'>>)
  const schema = v.pipe(list(screening), v.minLength(1))
  return {
    is: (value) => {
      if (!v.is(schema, value)) return undefined
      const screenings = value as readonly Screening[]
      return screenings.every(verdictAgrees) ? screenings : undefined
    },
  }
}

/** A document with members may have a graver verdict than its own findings and gaps give. */
function verdictAgrees({ verdict, findings, gaps }: Screening): boolean {
  const severities = findings.map(({ severity }) => severity)
  if (severities.includes('block')) return verdict === 'block'
  if (severities.includes('review')) return verdict === 'block' || verdict === 'review'
  return gaps.length === 0 || verdict !== 'clear'
}
