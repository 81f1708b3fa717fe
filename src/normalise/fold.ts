import { DROPPED } from './characters.js'
import { foldTable, type FoldTable } from './fold-table.js'

/** A folded text, and the position of each unit in the original. */
export interface Folded {
  readonly text: string
  /** UTF-16 offset in the original of each folded unit, followed by the length of the original. */
  readonly starts: Uint32Array
}

/**
 * Folds a text by `foldTable`, and also what that table cannot: characters that fold to several (㎏ → kg, ⑽ → (10),
 * ﬁ → fi; NFKC, Unicode Standard Annex 15) and supplementary characters (compatibility ideographs U+2F800–2FA1D,
 * mathematical letters; ignorable ones are dropped). All units of an expansion have the offset of its character.
 * `spaces: 'drop'` removes white space and borders too.
 *
 * Used for the short windows around hits, and as the reference implementation in tests. Cost: about 50 ns a character.
 */
export function fold(text: string, options: { spaces?: 'keep' | 'drop' } = {}): Folded {
  const table = foldTable()
  const drop = options.spaces === 'drop'
  const units: number[] = []
  const starts: number[] = []
  for (let at = 0; at < text.length;) {
    const width = text.codePointAt(at)! > 0xffff ? 2 : 1
    for (const unit of foldCharacter(text.slice(at, at + width), table)) {
      if (drop && table.spaces[unit] !== 0) continue
      units.push(unit)
      starts.push(at)
    }
    at += width
  }
  starts.push(text.length)
  return { text: textOf(units), starts: Uint32Array.from(starts) }
}

/** The folded text without spaces and borders. Two terms are the same when this is the same. */
export function foldTerm(term: string): string {
  return fold(term, { spaces: 'drop' }).text
}

function foldCharacter(character: string, table: FoldTable): readonly number[] {
  const unit = character.charCodeAt(0)
  const folded = table.units[unit]!
  if (folded === DROPPED) return []
  if (unit < 0x80 || isPlainIdeograph(unit)) return [folded]
  let expansion = expansions.get(character)
  if (expansion === undefined) {
    expansion = expand(character, table)
    if (expansions.size < CACHE_LIMIT) expansions.set(character, expansion)
  }
  return expansion
}

/** True for unified ideographs below U+10000. None of them has a compatibility form. */
function isPlainIdeograph(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0x4e00 && unit <= 0x9fff)
}

const expansions = new Map<string, readonly number[]>()
/** Bounds the cache for a hostile text of a million different characters. */
const CACHE_LIMIT = 4096

function expand(character: string, table: FoldTable): readonly number[] {
  if (character.length === 2 && /\p{Default_Ignorable_Code_Point}/u.test(character)) return []
  const compatible = character.normalize('NFKC')
  // NFKC turns "´" into a space with an accent, and Arabic phrase ligatures into words with spaces: keep them instead.
  const kept = compatible.includes(' ') ? character : compatible
  const units = Array.from(kept, (part) => (part.length === 1 ? part : part.toLowerCase()))
    .flatMap((part) => Array.from({ length: part.length }, (_, at) => table.units[part.charCodeAt(at)]!))
  return units.filter((unit) => unit !== DROPPED)
}

/** In pieces, since the number of arguments of a call is limited. */
function textOf(units: readonly number[]): string {
  let text = ''
  for (let at = 0; at < units.length; at += 8192) text += String.fromCharCode(...units.slice(at, at + 8192))
  return text
}
