/** Fonts of TeX (Computer Modern) by the start of their names, and what their first 32 codes draw. */
const FIRST_CODES: readonly (readonly [name: RegExp, characters: readonly string[]])[] = [
  // Encodings OMS, OML and OT1 ("TeX Live font encodings", fontenc documentation).
  [/^cmb?sy\d/i, [...'−·×∗÷⋄±∓⊕⊖⊗⊘⊙◯∘•≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻']],
  [/^cmmib?\d/i, [...'ΓΔΘΛΞΠΣΥΦΨΩαβγδϵζηθικλμνξπρστυϕχ']],
  [/^cm(r|bx|b|ti|sl|ss|csc)\w*\d/i, [...'ΓΔΘΛΞΠΣΥΦΨΩ', 'ff', 'fi', 'fl', 'ffi', 'ffl', ...'ıȷ`´ˇ˘¯˚¸ßæœøÆŒØ']],
]

/**
 * What the codes 0 to 31 of a TeX font draw, where PDF has no character map for them. Undefined for other fonts.
 * @param name without the prefix of a subset
 */
export function texCharacters(name: string): readonly string[] | undefined {
  return FIRST_CODES.find(([pattern]) => pattern.test(name))?.[1]
}
