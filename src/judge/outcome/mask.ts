import type { IdentifierKind } from '../../model/index.js'

/** What is masked: an identifier, or a term of a rule that is marked sensitive. */
export type MaskedKind = IdentifierKind | 'term'

const STAR = '*'
/** Values with fewer letters and digits are masked entirely, because the visible ones would be most of them. */
const MIN_PARTLY_SHOWN = 10
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u

/**
 * Masks a found value: keeps the first three and the last two characters of an identifier, the first of a term, and
 * replaces the others by stars. Spaces and hyphens stay, so that the value can be recognised in the document.
 */
export function maskValue(kind: MaskedKind, value: string): string {
  if (kind === 'email') return value.replace(MAIL, maskMail)
  if (kind === 'term') return keepEnds(value, countCharacters(value) > 2 ? 1 : 0, 0)
  return maskLong(value)
}

/**
 * Masks the text around a finding: numbers of five digits and more (also spaced, hyphenated, full-width or broken by
 * invisible characters), mail addresses, values after a password label, and long tokens. Masking twice changes nothing.
 * Cost: linear.
 */
export function maskText(text: string): string {
  return text
    .replace(SECRET, (_, label: string, value: string) => label + STAR.repeat([...value].length))
    .replace(TOKEN, (token) => (isToken(token) ? maskLong(token) : token))
    .replace(MAIL, maskMail)
    .replace(NUMBER, maskLong)
}

const LABEL = '密码|口令|密钥|password|passwd|pwd|secret|token|api[_-]?key'
const SECRET = new RegExp(`((?:${LABEL})["']?(?:\\s{0,4}[:：=＝]|为|是)\\s{0,4})([!-~]{1,256})`, 'giu')
const TOKEN = /[A-Za-z0-9+/_=~!#$%^&.-]{12,}/g
const MAIL = /([A-Za-z0-9._%+-]{1,64})([@＠][A-Za-z0-9-]{1,63}(?=\.))/g
/** At least five digits of any script, with up to three separators or invisible characters between two of them. */
const NUMBER = /[\p{Nd}\p{No}](?:[\s\p{Cf}\p{Mn}\p{Pd}._·/]{0,3}[\p{Nd}\p{No}]){4,}/gu

/** Letters and digits mixed, or too long for a word. */
function isToken(token: string): boolean {
  return token.length >= 24 || (/[0-9]/.test(token) && /[A-Za-z]/.test(token))
}

function maskMail(_: string, name: string, host: string): string {
  return keepEnds(name, 1, 0) + host
}

function maskLong(value: string): string {
  return countCharacters(value) >= MIN_PARTLY_SHOWN ? keepEnds(value, 3, 2) : keepEnds(value, 0, 0)
}

/** Letters, marks and digits. */
function countCharacters(value: string): number {
  return [...value].filter((character) => LETTER_OR_DIGIT.test(character)).length
}

/** Replaces letters and digits by stars, except the first `head` and the last `tail` of them. */
function keepEnds(value: string, head: number, tail: number): string {
  const hiddenTo = countCharacters(value) - tail
  let count = 0
  return [...value]
    .map((character) => {
      if (!LETTER_OR_DIGIT.test(character)) return character
      count++
      return count <= head || count > hiddenTo ? character : STAR
    })
    .join('')
}
