import type { Budget } from '../../budget.js'

/** Declarations by property name in lower case. */
export type Declarations = Readonly<Record<string, string>>

/** What a selector asks of one element: `p`, `.x`, `#x`, `p.x.y`. */
interface Compound {
  readonly tag: string
  readonly id: string
  readonly classes: readonly string[]
}

interface Rule extends Compound {
  readonly declarations: Declarations
  /** What it asks of the elements around, from the inside out. */
  readonly outer: readonly OuterCompound[]
}

interface OuterCompound extends Compound {
  /** It must be the parent; else any element around will do. */
  readonly isParent: boolean
}

/** An element as selectors see it. */
export interface StyledElement {
  readonly tag: string
  readonly attributes: Declarations
}

/**
 * Rules of a page whose selectors name tags, classes and ids: `p`, `.x`, `p.x.y`, `p .x`, `p > .x`. Conditions and
 * siblings are not weighed.
 */
export interface StyleSheet {
  /** By the selector's most specific name: its id, else its first class, else its tag. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>
  /** The rules already found for a tag, an id and classes. */
  readonly known: Map<string, readonly Rule[]>
}

/**
 * Most rules for one name. Rules beyond these are ignored: the text is still read, but may be reported as visible when
 * it is hidden.
 */
const MOST_RULES = 100
/** Most cached combinations of tag, id and classes. */
const MOST_CACHED = 10_000

/**
 * Collects the rules of all style elements in a source. Cost: linear, with turns of the event loop in between.
 * @throws the signal's reason
 */
export async function styleSheet(source: string, budget: Budget): Promise<StyleSheet> {
  const rules = new Map<string, Map<string, Rule>>()
  for (const sheet of styleTexts(source)) {
    for (const [selectors, body] of ruleTexts(sheet)) {
      if (budget.turnIsOver) await budget.nextTurn()
      const declarations = parseDeclarations(body)
      for (const selector of selectors.split(',')) addRule(rules, selector.trim(), declarations)
    }
  }
  return { rules: new Map([...rules].map(([key, found]) => [key, [...found.values()]])), known: new Map() }
}

function addRule(rules: Map<string, Map<string, Rule>>, selector: string, declarations: Declarations): void {
  const rule = parseSelector(selector, declarations)
  if (!rule) return
  const key = rule.id !== '' ? `#${rule.id}` : rule.classes[0] !== undefined ? `.${rule.classes[0]}` : rule.tag
  const alike = rules.get(key) ?? new Map<string, Rule>()
  rules.set(key, alike)
  const earlier = alike.get(selector)
  if (earlier) alike.set(selector, { ...rule, declarations: { ...earlier.declarations, ...declarations } })
  else if (alike.size < MOST_RULES) alike.set(selector, rule)
}

function* styleTexts(source: string): Generator<string> {
  const lower = source.toLowerCase()
  let open = lower.indexOf('<style')
  while (open >= 0) {
    const start = lower.indexOf('>', open)
    const end = start < 0 ? -1 : lower.indexOf('</style', start)
    if (end < 0) return
    yield source.slice(start + 1, end)
    open = lower.indexOf('<style', end)
  }
}

/**
 * Selector and body of each rule, including those inside `@media` blocks unless these are for print.
 */
function* ruleTexts(sheet: string): Generator<readonly [string, string]> {
  const text = sheet.replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
  const heads: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '{') {
      heads.push(text.slice(from, at).trim())
      from = at + 1
    } else if (character === '}') {
      const head = heads.pop() ?? ''
      const printed = heads.some((outer) => /^@media\s+print|^@(font-face|keyframes)/i.test(outer))
      if (!head.startsWith('@') && !printed) yield [head, text.slice(from, at)]
      from = at + 1
    } else if (character === ';' && heads.length === 0) from = at + 1
  }
}

function parseSelector(selector: string, declarations: Declarations): Rule | undefined {
  const steps = selector.replace(/>\s*/g, ' >').split(/\s+/).filter((step) => step !== '')
  const compounds = steps.map((step) => parseCompound(step.replace(/^>/, '')))
  const own = compounds.pop()
  if (!own || (own.tag === '' && own.id === '' && own.classes.length === 0)) return undefined
  const outer: OuterCompound[] = []
  for (let at = compounds.length - 1; at >= 0; at--) {
    const compound = compounds[at]
    if (!compound) return undefined
    outer.push({ ...compound, isParent: steps[at + 1]!.startsWith('>') })
  }
  return { ...own, declarations, outer }
}

function parseCompound(step: string): Compound | undefined {
  const found = /^([a-z][a-z0-9-]*|\*)?((?:[.#][\w\u0080-\uffff-]+)*)$/i.exec(step)
  if (!found || step === '') return undefined
  const names = (found[2] ?? '').match(/[.#][^.#]+/g) ?? []
  const tag = found[1] === '*' ? '' : (found[1] ?? '').toLowerCase()
  const classes = names.filter((name) => name.startsWith('.')).map((name) => name.slice(1))
  return { tag, id: names.find((name) => name.startsWith('#'))?.slice(1) ?? '', classes }
}

/** The declarations of a style attribute or a rule's body; the last one of each property wins. */
function parseDeclarations(body: string): Declarations {
  const declarations: Record<string, string> = Object.create(null) as Record<string, string>
  for (const declaration of body.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const value = declaration.slice(colon + 1).replace(/!\s*important/i, '').trim().toLowerCase()
    declarations[declaration.slice(0, colon).trim().toLowerCase()] = value
  }
  return declarations
}

/**
 * What the sheet and the style attribute say of one element together.
 * @param around the elements it is in, outermost first
 */
export function stylesOf(
  sheet: StyleSheet, tag: string, attributes: Declarations, around: readonly StyledElement[],
): Declarations {
  const key = `${tag}#${attributes.id ?? ''}.${attributes.class ?? ''}`
  let rules = sheet.known.get(key)
  if (!rules) {
    rules = matchingDeclarations(sheet, { tag, attributes })
    if (sheet.known.size < MOST_CACHED) sheet.known.set(key, rules)
  }
  const styles = rules.length === 0 ? NONE : Object.assign(
    {}, ...rules.filter((rule) => matchesAround(rule, around)).map((rule) => rule.declarations),
  ) as Declarations
  return attributes.style === undefined ? styles : { ...styles, ...parseDeclarations(attributes.style) }
}

const NONE: Declarations = {}

/** The rules whose last compound fits an element. */
function matchingDeclarations(sheet: StyleSheet, element: StyledElement): readonly Rule[] {
  if (sheet.rules.size === 0) return []
  const { tag, attributes } = element
  const classes = [...classesOf(element)].slice(0, MOST_RULES)
  const keys = [tag, ...classes.map((name) => `.${name}`), `#${attributes.id ?? ''}`]
  return keys.flatMap((key) => sheet.rules.get(key) ?? []).filter((rule) => fits(rule, element))
}

const classLists = new WeakMap<Declarations, ReadonlySet<string>>()

/** Asked once for each rule, so remembered. */
function classesOf({ attributes }: StyledElement): ReadonlySet<string> {
  let classes = classLists.get(attributes)
  if (!classes) {
    classes = new Set((attributes.class ?? '').split(/\s+/).filter((name) => name !== ''))
    classLists.set(attributes, classes)
  }
  return classes
}

function fits(compound: Compound, element: StyledElement): boolean {
  if (compound.tag !== '' && compound.tag !== element.tag) return false
  if (compound.id !== '' && compound.id !== element.attributes.id) return false
  return compound.classes.length === 0 || compound.classes.every((name) => classesOf(element).has(name))
}

/** Walks outward once: of several elements that fit a compound, the innermost is taken. */
function matchesAround({ outer }: Rule, around: readonly StyledElement[]): boolean {
  let at = around.length - 1
  for (const compound of outer) {
    if (!compound.isParent) while (at >= 0 && !fits(compound, around[at]!)) at--
    if (at < 0 || !fits(compound, around[at]!)) return false
    at--
  }
  return true
}
