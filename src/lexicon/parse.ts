import type { Complaint, Rule } from '../model/index.js'
import { detectorOf } from './detector.js'
import type { Example, Lexicon, LexiconRule, Override, Spot } from './lexicon.js'
import { lexiconSchema, type WrittenOverride, type WrittenRule } from './schema.js'
import { readYaml, type Path } from './yaml-file.js'

/** A lexicon read from its text, or everything that is wrong with it. */
export interface ParsedLexicon {
  readonly lexicon?: Lexicon
  readonly complaints: readonly Complaint[]
}

/** Reads one lexicon file. `file` is the name complaints carry. Never throws on what the file says. */
export function parseLexicon(file: string, text: string): ParsedLexicon {
  const read = readYaml(file, text, lexiconSchema)
  if (read.value === undefined) return { complaints: read.complaints }
  const { id, version, layer, title, owner, source } = read.value
  const complaints: Complaint[] = []
  const rules = (read.value.rules ?? []).flatMap((written, index) => {
    const spotOf = (...path: Path): Spot => read.spotOf(['rules', index, ...path])
    const rule = ruleOf(written, spotOf)
    if (!Array.isArray(rule)) return [rule as LexiconRule]
    complaints.push(...rule as Complaint[])
    return []
  })
  const overrides = (read.value.overrides ?? []).map((written, index) =>
    overrideOf(written, read.spotOf(['overrides', index])))
  complaints.push(...overrideFaults(read.value, overrides, read.spotOf([])))
  const lexicon = { file, id, version, layer: layer ?? 'national', title, owner, source, rules, overrides }
  return { complaints, ...(complaints.length === 0 && { lexicon }) }
}

type SpotOf = (...path: Path) => Spot

function ruleOf(written: WrittenRule, spotOf: SpotOf): LexiconRule | Complaint[] {
  const detector = detectorOf(written)
  if (!('kind' in detector)) {
    return detector.map(({ key, message }) => ({ ...spotOf(key), message: `${written.id}: ${message}` }))
  }
  const { id, title, category, severity, level, basis, disposition } = written
  const rule: Rule = {
    id, title, category, severity, basis, detector,
    sensitive: written.sensitive ?? false,
    ...(level && { level }),
    ...(disposition && { disposition }),
  }
  return {
    rule,
    valid: validityOf(written),
    mustHit: examples(written.examples['must-hit'], spotOf, 'must-hit'),
    mustMiss: examples(written.examples['must-miss'] ?? [], spotOf, 'must-miss'),
    spot: spotOf('id'),
    termSpots: (written.terms ?? []).map((_, index) => spotOf('terms', index)),
    disabled: false,
    overrides: [],
  }
}

function overrideOf(written: WrittenOverride, spot: Spot): Override {
  const { rule, severity, disabled, reason } = written
  return {
    rule,
    ...(severity && { severity }),
    ...(disabled !== undefined && { disabled }),
    ...(reason !== undefined && { reason }),
    addTerms: written['add-terms'] ?? [],
    removeTerms: written['remove-terms'] ?? [],
    addExcept: written['add-except'] ?? [],
    spot,
  }
}

interface Head {
  readonly layer?: string | undefined
  readonly rules?: unknown
}

function overrideFaults({ layer, rules }: Head, overrides: readonly Override[], top: Spot): Complaint[] {
  const idle = overrides.filter(({ severity, disabled, addTerms, removeTerms, addExcept }) =>
    severity === undefined && disabled === undefined && addTerms.length + removeTerms.length + addExcept.length === 0)
  const [first] = (layer ?? 'national') === 'national' ? overrides : []
  return [
    ...(rules === undefined && overrides.length === 0 ? [{ ...top, message: 'missing: rules (or overrides)' }] : []),
    ...(first ? [{ ...first.spot, message: 'a lexicon with overrides names its layer: sector, local or unit' }] : []),
    ...idle.map(({ rule, spot }) => ({ ...spot, message: `override of ${rule} changes nothing` })),
  ]
}

function validityOf({ valid }: WrittenRule): LexiconRule['valid'] {
  return { ...(valid?.from !== undefined && { from: valid.from }), ...(valid?.to !== undefined && { to: valid.to }) }
}

type WrittenExamples = WrittenRule['examples']['must-hit']

function examples(written: WrittenExamples, spotOf: SpotOf, key: string): Example[] {
  return written.map((example, index) => {
    const { part, text } = typeof example === 'string' ? { part: 'body' as const, text: example } : example
    return { part, text, ...spotOf('examples', key, index) }
  })
}
