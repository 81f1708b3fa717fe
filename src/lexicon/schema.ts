import * as v from 'valibot'
import { CATEGORIES, DISPOSITIONS, IDENTIFIERS, LEVELS, PART_KINDS, SEVERITIES, STANCES } from '../model/index.js'
import { LAYERS } from './lexicon.js'
import { mistake } from './validation.js'

/** Name and version of the format, the value of the key `schema` in each lexicon. */
export const LEXICON_SCHEMA = 'secrecy-screen/lexicon/v1'

const text = v.pipe(v.string(), v.check((value) => value.trim() !== '', mistake('empty')))
const words = v.pipe(v.array(text), v.minLength(1, mistake('empty')))
const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, mistake('not-id')),
)
const day = v.pipe(v.string(), v.check(isDay, mistake('not-day')))
const bilingual = v.strictObject({ 'zh-CN': text, 'en': text })
const lowered = v.picklist([...SEVERITIES, 'suppress'])

const near = v.strictObject({
  any: words,
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20))),
  all: v.optional(words),
  none: v.optional(words),
  figures: v.optional(v.boolean()),
  within: v.union([
    v.picklist(['sentence', 'line', 'paragraph', 'part']),
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  ]),
})

const mark = v.strictObject({
  labels: v.optional(words),
  stars: v.optional(words),
  terms: v.optional(words),
  except: v.optional(words),
  mention: v.optional(lowered),
})

const documentNumber = v.strictObject({ classes: words, except: v.optional(words) })

const identifier = v.strictObject({
  kind: v.picklist(IDENTIFIERS),
  keywords: v.optional(words),
  'list-from': v.optional(v.pipe(v.number(), v.integer(), v.minValue(2))),
  'list-severity': v.optional(v.picklist(SEVERITIES)),
})

/** A sentence of the body, or a text in another part of a document. */
const example = v.union([text, v.strictObject({ part: v.picklist(PART_KINDS), text })])
const examples = v.pipe(v.array(example), v.minLength(1, mistake('empty')))

const rule = v.strictObject({
  id,
  title: bilingual,
  category: v.picklist(CATEGORIES),
  severity: v.picklist(SEVERITIES),
  level: v.optional(v.picklist(LEVELS)),
  disposition: v.optional(v.picklist(DISPOSITIONS)),
  basis: words,
  sensitive: v.optional(v.boolean()),
  valid: v.optional(v.strictObject({ from: v.optional(day), to: v.optional(day) })),
  // Exactly one of the four detectors. The keys from edges to parts belong to terms.
  mark: v.optional(mark),
  'document-number': v.optional(documentNumber),
  identifier: v.optional(identifier),
  terms: v.optional(words),
  edges: v.optional(v.picklist(['word', 'none'])),
  spaces: v.optional(v.picklist(['none', 'inline', 'lines'])),
  stances: v.optional(v.pipe(v.array(v.picklist(STANCES)), v.minLength(1, mistake('empty')))),
  otherwise: v.optional(lowered),
  except: v.optional(words),
  near: v.optional(near),
  value: v.optional(v.picklist(['after', 'inside'])),
  parts: v.optional(v.pipe(v.array(v.picklist(PART_KINDS)), v.minLength(1, mistake('empty')))),
  examples: v.strictObject({ 'must-hit': examples, 'must-miss': v.optional(examples) }),
})

const override = v.strictObject({
  rule: id,
  severity: v.optional(v.picklist(SEVERITIES)),
  disabled: v.optional(text),
  reason: v.optional(text),
  'add-terms': v.optional(words),
  'remove-terms': v.optional(words),
  'add-except': v.optional(words),
})

/** The format of a lexicon. Unknown keys are errors. */
export const lexiconSchema = v.strictObject({
  schema: v.literal(LEXICON_SCHEMA),
  id,
  version: v.pipe(
    v.string(mistake('not-quoted')),
    v.regex(/^\d+(?:\.\d+)*$/, mistake('not-version')),
  ),
  layer: v.optional(v.picklist(LAYERS)),
  title: bilingual,
  owner: text,
  source: text,
  rules: v.optional(v.pipe(v.array(rule), v.minLength(1, mistake('empty')))),
  overrides: v.optional(v.pipe(v.array(override), v.minLength(1, mistake('empty')))),
})

/** Keys that are allowed only in a rule with `terms`. */
export const TERM_OPTIONS = ['edges', 'spaces', 'stances', 'otherwise', 'except', 'near', 'value', 'parts'] as const

/** A rule has exactly one of these keys. */
export const DETECTOR_KEYS = ['mark', 'terms', 'document-number', 'identifier'] as const

/** True for an existing date, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
