/** Characters that OCR confuses with those of the secrecy levels. In these pairs none of them forms a real word. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['杌', '机'], ['札', '机'], ['蜜', '密'], ['宓', '密'], ['宻', '密'],
])
const LEVEL = /[机機杌札秘祕绝絕][ \u3000]?[密蜜宓宻]/g

/**
 * Corrects secrecy levels in which OCR confused a character (机蜜, 秘宓, 杌密). The length stays the same, so offsets stay
 * valid. Other text is unchanged.
 */
export function correctLevels(text: string): string {
  return text.replace(LEVEL, (word) => [...word].map((character) => LOOKALIKES.get(character) ?? character).join(''))
}
