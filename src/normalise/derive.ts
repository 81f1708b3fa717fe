import { Converter } from 'opencc-js/t2cn'
import { BORDERS, DROPPED, RADICALS, VARIANTS } from './characters.js'

/**
 * Derives the foldings of single UTF-16 units from their sources: NFKC and case of the Unicode data of this Node,
 * OpenCC's character tables (through opencc-js, traditional and Japanese → simplified), and the pairs of
 * `characters.ts`. Only units that do not fold to themselves, ascending. Takes half a second, so its result is
 * committed as `packed.ts`, and a test holds the two together.
 */
export function deriveFoldings(): ReadonlyMap<number, number> {
  const simplify = simplifier()
  const steps: readonly Step[] = [(c) => RADICALS.get(c) ?? c, (c) => c.normalize('NFKC'), lower, simplify]
  const foldings = new Map<number, number>()
  for (let unit = 0; unit < 0x10000; unit++) {
    const folded = foldUnit(unit, steps)
    if (folded !== unit) foldings.set(unit, folded)
  }
  return foldings
}

/** The text of `packed.ts`: pairs (unit, folded), 16 bits each, little-endian, base64. */
export function renderPacked(foldings: ReadonlyMap<number, number>): string {
  const bytes = Buffer.alloc(foldings.size * 4)
  let at = 0
  for (const [unit, folded] of foldings) {
    bytes.writeUInt16LE(unit, at)
    bytes.writeUInt16LE(folded, at + 2)
    at += 4
  }
  const lines = bytes.toString('base64').match(/.{1,112}/g) ?? []
  return '// Generated: npx vitest run test/normalise/packed.test.ts -u. Derived by derive.ts.\n'
    + '/** Foldings of single units: pairs (unit, folded), 16 bits each, little-endian, base64. */\n'
    + `export const PACKED_FOLDINGS = (\n${lines.map((line, n) => `  ${n ? '+ ' : ''}'${line}'`).join('\n')}\n)\n`
}

type Step = (character: string) => string

function foldUnit(unit: number, steps: readonly Step[]): number {
  const character = String.fromCharCode(unit)
  if (isDropped(unit, character)) return DROPPED
  if (BORDERS.includes(character) || (unit >= 0xd800 && unit <= 0xdfff)) return unit
  if (/\s/.test(character) || unit === BRAILLE_BLANK) return 0x20
  return settle(character, steps).charCodeAt(0)
}

/** Invisible by Unicode's own word, control codes, and marks that only decorate the character before them. */
function isDropped(unit: number, character: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(character)
    || (/\p{Cc}/u.test(character) && !BORDERS.includes(character))
    || (unit >= 0x0300 && unit <= 0x036f) || (unit >= 0x20d0 && unit <= 0x20ff) // accents, underlines, enclosures
    || (unit >= 0xfff9 && unit <= 0xfffc)                                       // anchors of ruby and of objects
    || (unit >= 0xdb40 && unit <= 0xdb43)                                       // lead U+E0000–E0FFF, all ignorable
}

const BRAILLE_BLANK = 0x2800

function settle(character: string, steps: readonly Step[]): string {
  let settled = character
  for (let round = 0; round < 4; round++) {
    for (const step of steps) {
      const next = step(settled)
      if (next.length === 1 && next !== ' ') settled = next
    }
  }
  return settled
}

function simplifier(): Step {
  const traditional = Converter({ from: 't', to: 'cn' })
  const japanese = Converter({ from: 'jp', to: 'cn' })
  const current = gb2312()
  return (character) => {
    const simplified = VARIANTS.get(character) ?? traditional(character)
    if (simplified !== character || current.has(character)) return simplified
    return japanese(character)
  }
}

/** The 6,763 characters of GB/T 2312-1980: in use on the mainland as they are, so no Japanese form of another. */
function gb2312(): ReadonlySet<string> {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  return new Set(new TextDecoder('gbk').decode(Uint8Array.from(bytes)))
}

/** Upper case first, so that ς and σ, ſ and s meet. */
function lower(character: string): string {
  const upper = character.toUpperCase()
  return (upper.length === 1 ? upper : character).toLowerCase()
}
