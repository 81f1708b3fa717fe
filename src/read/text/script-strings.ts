/** Longest literal read: scripts pack pictures and programs in longer ones, which are read as packed text. */
const LONGEST = 20_000
const STRING = ['"', '\'', '`']
  .map((quote) => `${quote}(?:[^${quote}\\\\\\n]|\\\\[^\\n]){0,${LONGEST}}${quote}`).join('|')
const CODE = '(?:0x[\\da-fA-F]+|\\d+)'
const CODES = `(?:String\\s*\\.\\s*)?fromCharCode\\(\\s*${CODE}(?:\\s*,\\s*${CODE}){0,5000}\\s*\\)`
const CALL = `(?:window\\s*\\.\\s*)?(?:atob|unescape|decodeURIComponent|decodeURI)\\(\\s*(?:${STRING})\\s*\\)`
const LIST = `\\[\\s*(?:${STRING})(?:\\s*,\\s*(?:${STRING})){1,5000}\\s*\\]`
const JOIN = `${LIST}\\s*\\.\\s*join\\(\\s*(?:(?:${STRING})\\s*)?\\)`
const NAME = '(?<![\\w$.])[A-Za-z_$][\\w$]*'
const TERM = `${JOIN}|${CALL}|${CODES}|${STRING}|${NAME}`
const CHAIN = new RegExp(`(?:${TERM})(?:\\s*\\+\\s*(?:${TERM}))*`, 'g')
const TERMS = new RegExp(TERM, 'g')
const STRINGS = new RegExp(STRING, 'g')
const DECLARED = '(?:\\b(?:var|let|const)\\s+|,\\s*)([A-Za-z_$][\\w$]*)'
const CONSTANT = new RegExp(`${DECLARED}\\s*=\\s*(${STRING})\\s*(?=[;,\\n])`, 'g')
const WORTH = new RegExp([
  '["\'`]\\s*\\+', '\\b(?:var|let|const)\\s', '\\+\\s*["\'`]', '\\]\\s*\\.\\s*join\\(',
  '\\b(?:atob|unescape|decodeURI\\w*|fromCharCode)\\s*\\(',
].join('|'))
/** Strings inside of strings: `unescape("%u" + "673A")`. */
const ROUNDS = 3

/**
 * Program text with its constant strings put together: literals joined by `+` or `join`, names of literals, `atob`,
 * `unescape` and `decodeURIComponent` of literals, character codes. Everything else stays as it is; the lines keep
 * their numbers. Cost: linear, at most three times.
 */
export function resolveScriptStrings(text: string): string {
  if (!WORTH.test(text)) return text
  const constants = constantsOf(text)
  let result = text
  for (let round = 0; round < ROUNDS; round++) {
    const next = result.replace(CHAIN, (chain) => resolveChain(chain, constants))
    if (next === result) break
    result = next
  }
  return result
}

/** Names that are declared once, with a literal. */
function constantsOf(text: string): ReadonlyMap<string, string> {
  const constants = new Map<string, string>()
  const twice = new Set<string>()
  for (const [, name = '', literal = ''] of text.matchAll(CONSTANT)) {
    if (constants.has(name)) twice.add(name)
    constants.set(name, contentOf(literal))
  }
  for (const name of twice) constants.delete(name)
  return constants
}

/** Neighbours that are constant become one literal; the line ends between them follow it. */
function resolveChain(chain: string, constants: ReadonlyMap<string, string>): string {
  const terms = chain.match(TERMS) ?? []
  const [only = ''] = terms
  if (terms.length === 1 && /^(?:["'`]|[A-Za-z_$][\w$]*$)/.test(only)) return chain
  const pieces: string[] = []
  let joined: string | undefined
  for (const term of terms) {
    const value = valueOf(term, constants)
    if (value !== undefined) joined = (joined ?? '') + value
    else {
      if (joined !== undefined) pieces.push(literalOf(joined))
      joined = undefined
      pieces.push(term)
    }
  }
  if (joined !== undefined) pieces.push(literalOf(joined))
  const result = pieces.join('+')
  return result + '\n'.repeat(Math.max(0, linesIn(chain) - linesIn(result)))
}

function linesIn(text: string): number {
  return text.split('\n').length
}

function valueOf(term: string, constants: ReadonlyMap<string, string>): string | undefined {
  if (/^["'`]/.test(term)) return contentOf(term)
  const literals = (): string[] => (term.match(STRINGS) ?? []).map(contentOf)
  if (term.startsWith('[')) {
    const parts = literals()
    const separator = /join\(\s*\)$/.test(term) ? ',' : parts.pop()!
    return parts.join(separator)
  }
  if (/fromCharCode/.test(term)) {
    return String.fromCharCode(...(/\((.*)\)$/s.exec(term)?.[1] ?? '').split(',').map(Number))
  }
  if (!term.includes('(')) return constants.get(term)
  const [content = ''] = literals()
  return /^(?:window\s*\.\s*)?atob/.test(term) ? fromBase64(content) : fromPercents(content)
}

function contentOf(literal: string): string {
  return literal.slice(1, -1).replace(/\\(["'`\\/])/g, '$1')
}

/** One line, with the quotes of a literal. */
function literalOf(value: string): string {
  return `"${value.replace(/[\r\n]+/g, ' ').replaceAll('"', '\\"')}"`
}

/** The bytes as UTF-8 or GB18030: pages decode them so after `atob`. */
function fromBase64(content: string): string | undefined {
  const bytes = Buffer.from(content, 'base64')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return undefined
}

function fromPercents(content: string): string {
  const wide = content.replace(/%u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return wide.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex')
    for (const encoding of ['utf-8', 'gb18030']) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes)
      } catch {
        continue
      }
    }
    return run
  })
}
