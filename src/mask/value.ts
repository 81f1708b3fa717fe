import type { IdentifierKind } from '../model/index.js'

/** What is masked: an identifier, a term of a rule that is marked sensitive, a credential, or the name of a person. */
export type MaskedKind = IdentifierKind | 'term' | 'credential' | 'name'

const STAR = '*'
/** Hides the length of a credential too. */
const CREDENTIAL = STAR.repeat(6)
/** Values with fewer letters and digits are masked entirely, because the visible ones would be most of them. */
const MIN_PARTLY_SHOWN = 10
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u

/**
 * Masks a found value: keeps the first three and the last two characters of an identifier, the first of a term or a
 * name, nothing of a credential, and replaces the others by stars. Spaces and hyphens stay, so that the value can be
 * recognised in the document.
 */
export function maskValue(kind: MaskedKind, value: string): string {
  switch (kind) {
    case 'credential': return CREDENTIAL
    case 'email': return value.replace(MAIL, maskMail)
    case 'term': return keepEnds(value, countCharacters(value) > 2 ? 1 : 0, 0)
    case 'name': return keepEnds(value, 1, 0)
    default: return countCharacters(value) >= MIN_PARTLY_SHOWN ? keepEnds(value, 3, 2) : keepEnds(value, 0, 0)
  }
}

/** The host stays up to its first point. */
const MAIL = /([^@＠\s]{1,64})( ?[@＠] ?[^@＠\s]{1,255})/g

function maskMail(_: string, name: string, host: string): string {
  return keepEnds(name, countCharacters(name) > 2 ? 1 : 0, 0) + host
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
