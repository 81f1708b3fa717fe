import { complain, type Complaint, type Rule, type SourcePosition } from '../model/index.js'
import { detectorFrom } from './detector.js'
import type { ExampleData, LexiconData, OverrideData, RuleData } from './lexicon-data.js'
import type { Example, Lexicon, LexiconRule, Override } from './lexicon.js'
import { readObject } from './plain-object.js'
import { lexiconSchema } from './schema.js'
import type { KeyPath, Validated } from './validation.js'
import { readYaml } from './yaml-file.js'

/** A lexicon, or everything that is wrong with it. */
export interface ParsedLexicon {
  readonly lexicon?: Lexicon
  readonly complaints: readonly Complaint[]
}

/** Parses the text of a lexicon file. Complaints carry `file` as its name. Never throws for what the text says. */
export function parseLexicon(file: string, text: string): ParsedLexicon {
  return lexiconFrom(readYaml(file, text, lexiconSchema), file)
}

/**
 * Checks a lexicon given as an object, by the same schema as a file. The result is a copy.
 * @param name what complaints call the object: `lexicons[0]`
 */
export function parseLexiconObject(name: string, data: LexiconData): ParsedLexicon {
  return lexiconFrom(readObject(name, data, lexiconSchema))
}

function lexiconFrom(read: Validated<LexiconData>, file?: string): ParsedLexicon {
  if (read.value === undefined) return { complaints: read.complaints }
  const { value, positionOf } = read
  const rules = (value.rules ?? []).map((data, index) =>
    ruleFrom(data, (...path) => positionOf(['rules', index, ...path])))
  const overrides = (value.overrides ?? []).map((data, index) => overrideFrom(data, positionOf(['overrides', index])))
  const complaints = [
    ...rules.flatMap((rule) => ('complaints' in rule ? rule.complaints : [])),
    ...overrideFaults(value, overrides, positionOf([])),
  ]
  if (complaints.length > 0) return { complaints }
  const { id, version, layer = 'national', title, owner, source } = value
  const lexicon: Lexicon = {
    ...(file !== undefined && { file }),
    position: positionOf(['id']),
    id, version, layer, title, owner, source,
    rules: rules.flatMap((rule) => ('complaints' in rule ? [] : [rule])),
    overrides,
  }
  return { lexicon, complaints }
}

type PositionOf = (...path: KeyPath) => SourcePosition

function ruleFrom(
  data: RuleData, positionOf: PositionOf,
): LexiconRule | { readonly complaints: readonly Complaint[] } {
  const detector = detectorFrom(data, positionOf)
  if (!('kind' in detector)) return { complaints: detector }
  const { id, title, category, severity, level, basis, disposition } = data
  const rule: Rule = {
    id, title, category, severity, basis, detector,
    sensitive: data.sensitive ?? false,
    ...(level && { level }),
    ...(disposition && { disposition }),
  }
  return {
    rule,
    valid: validityOf(data),
    mustHit: examplesFrom(data.examples['must-hit'], positionOf, 'must-hit'),
    mustMiss: examplesFrom(data.examples['must-miss'] ?? [], positionOf, 'must-miss'),
    position: positionOf('id'),
    termPositions: (data.terms ?? []).map((_, index) => positionOf('terms', index)),
    disabled: false,
    overrides: [],
    weakenings: [],
  }
}

function validityOf({ valid }: RuleData): LexiconRule['valid'] {
  return { ...(valid?.from !== undefined && { from: valid.from }), ...(valid?.to !== undefined && { to: valid.to }) }
}

function examplesFrom(list: readonly ExampleData[], positionOf: PositionOf, key: string): Example[] {
  return list.map((example, index) => {
    const { part, text } = typeof example === 'string' ? { part: 'body' as const, text: example } : example
    return { part, text, position: positionOf('examples', key, index) }
  })
}

function overrideFrom(data: OverrideData, position: SourcePosition): Override {
  const { rule, severity, disabled, reason } = data
  return {
    rule,
    ...(severity && { severity }),
    ...(disabled !== undefined && { disabled }),
    ...(reason !== undefined && { reason }),
    addTerms: data['add-terms'] ?? [],
    removeTerms: data['remove-terms'] ?? [],
    addExcept: data['add-except'] ?? [],
    position,
  }
}

function overrideFaults(
  { layer = 'national', rules }: LexiconData, overrides: readonly Override[], top: SourcePosition,
): Complaint[] {
  const idle = overrides.filter(({ severity, disabled, addTerms, removeTerms, addExcept }) =>
    severity === undefined && disabled === undefined && addTerms.length + removeTerms.length + addExcept.length === 0)
  const [first] = layer === 'national' ? overrides : []
  return [
    ...(rules === undefined && overrides.length === 0 ? [complain(top, 'rules-missing')] : []),
    ...(first ? [complain(first.position, 'layer-missing')] : []),
    ...idle.map(({ position }) => complain(position, 'override-idle')),
  ]
}
