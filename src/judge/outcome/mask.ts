import type { IdentifierKind } from '../../model/index.js'

/** What a masked value is: a number that proves itself, or a word its rule calls sensitive. */
export type MaskedKind = IdentifierKind | 'term'

const STAR = '*'
/** A number shorter than this is masked whole: what is kept would tell most of it. */
const KEEPS_FROM = 10
const WORD = /[\p{L}\p{M}\p{N}]/u

/**
 * A found value, fit to be shown: of a number the first three and the last two characters, of a term the first,
 * and a star for each other one. Spaces and hyphens stay, so the shape can be found again by eye.
 */
export function maskValue(kind: MaskedKind, value: string): string {
  if (kind === 'email') return value.replace(MAIL, maskMail)
  const characters = [...value]
  const words = characters.filter((character) => WORD.test(character)).length
  if (kind !== 'term') return starInner(characters, words >= KEEPS_FROM ? 3 : 0, words >= KEEPS_FROM ? 2 : 0, words)
  return starInner(characters, words > 2 ? 1 : 0, 0, words)
}

/**
 * A line around a finding, fit to be shown on a terminal: numbers of five digits and more (spaced, hyphenated,
 * full-width or broken by invisible characters too), mail addresses, values after a password's label and long
 * machine-made tokens are masked. Masking twice changes nothing. Cost: linear.
 */
export function maskText(text: string): string {
  return text
    .replace(SECRET, (_, label: string, value: string) => label + STAR.repeat([...value].length))
    .replace(TOKEN, (token) => (machineMade(token) ? maskLong(token) : token))
    .replace(MAIL, maskMail)
    .replace(NUMBER, maskLong)
}

const LABEL = '密码|口令|密钥|password|passwd|pwd|secret|token|api[_-]?key'
const SECRET = new RegExp(`((?:${LABEL})["']?(?:\\s{0,4}[:：=＝]|为|是)\\s{0,4})([!-~]{1,256})`, 'giu')
const TOKEN = /[A-Za-z0-9+/_=~!#$%^&.-]{12,}/g
const MAIL = /([A-Za-z0-9._%+-]{1,64})([@＠][A-Za-z0-9-]{1,63}(?=\.))/g
/** Digits of any script, at least five, with up to three characters between two of them that a reader reads over. */
const NUMBER = /[\p{Nd}\p{No}](?:[\s\p{Cf}\p{Mn}\p{Pd}._·/]{0,3}[\p{Nd}\p{No}]){4,}/gu

function maskMail(_: string, name: string, host: string): string {
  return starInner([...name], 1, 0, name.length) + host
}

/** Letters and digits mixed, or too long to be a word. */
function machineMade(token: string): boolean {
  return token.length >= 24 || (/[0-9]/.test(token) && /[A-Za-z]/.test(token))
}

function maskLong(value: string): string {
  const characters = [...value]
  const words = characters.filter((character) => WORD.test(character)).length
  return words >= KEEPS_FROM ? starInner(characters, 3, 2, words) : starInner(characters, 0, 0, words)
}

/** Stars for all letters and digits but the first `head` and the last `tail` of `words`. */
function starInner(characters: readonly string[], head: number, tail: number, words: number): string {
  let seen = 0
  return characters
    .map((character) => {
      if (!WORD.test(character)) return character
      seen++
      return seen <= head || seen > words - tail ? character : STAR
    })
    .join('')
}
