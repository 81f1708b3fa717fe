/** Declarations by property, lower case. */
export type Declarations = Readonly<Record<string, string>>

interface Rule {
  readonly tag: string
  readonly id: string
  readonly classes: readonly string[]
  readonly declarations: Declarations
}

/**
 * Rules of a page that simple selectors carry: `p`, `.x`, `#x`, `p.x.y`. Combinators and conditions are not weighed.
 */
export interface StyleSheet {
  /** By the selector's surest word: its id, else its first class, else its tag. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>
  /** What was already worked out, by tag, id and classes. */
  readonly known: Map<string, Declarations>
}

/**
 * Selectors looked at under one word: what more a page has cannot hide text from being read, only from being told
 * hidden.
 */
const RULES = 100
/** Combinations of tag, id and classes remembered. */
const KNOWN = 10_000

/** Gathers the rules of all style elements of a source, wherever they stand. Cost: linear. */
export function styleSheet(source: string): StyleSheet {
  const rules = new Map<string, Map<string, Rule>>()
  for (const sheet of styleTexts(source)) {
    for (const [selectors, body] of ruleTexts(sheet)) {
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
  else if (alike.size < RULES) alike.set(selector, rule)
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
 * Selector and body of each rule that holds no other; of `@media` blocks the rules inside, unless they are for print.
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
  const found = /^([a-z][a-z0-9-]*|\*)?((?:[.#][\w\u0080-\uffff-]+)*)$/i.exec(selector)
  if (!found || selector === '' || selector === '*') return undefined
  const names = (found[2] ?? '').match(/[.#][^.#]+/g) ?? []
  const tag = found[1] === '*' ? '' : (found[1] ?? '').toLowerCase()
  const classes = names.filter((name) => name.startsWith('.')).map((name) => name.slice(1))
  return { tag, id: names.find((name) => name.startsWith('#'))?.slice(1) ?? '', classes, declarations }
}

/** The declarations of a style attribute or a rule's body; the last of each property holds. */
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

/** What the sheet and the style attribute say of one element together. */
export function stylesOf(sheet: StyleSheet, tag: string, attributes: Declarations): Declarations {
  const key = `${tag}#${attributes.id ?? ''}.${attributes.class ?? ''}`
  let styles = sheet.known.get(key)
  if (!styles) {
    styles = matching(sheet, tag, attributes)
    if (sheet.known.size < KNOWN) sheet.known.set(key, styles)
  }
  return attributes.style === undefined ? styles : { ...styles, ...parseDeclarations(attributes.style) }
}

function matching(sheet: StyleSheet, tag: string, attributes: Declarations): Declarations {
  if (sheet.rules.size === 0) return {}
  const classes = new Set((attributes.class ?? '').split(/\s+/).filter((name) => name !== ''))
  const keys = [tag, ...[...classes].slice(0, RULES).map((name) => `.${name}`), `#${attributes.id ?? ''}`]
  const rules = keys
    .flatMap((key) => sheet.rules.get(key) ?? [])
    .filter((rule) => (rule.tag === '' || rule.tag === tag) && (rule.id === '' || rule.id === attributes.id)
      && rule.classes.every((name) => classes.has(name)))
  return Object.assign({}, ...rules.map((rule) => rule.declarations)) as Declarations
}
