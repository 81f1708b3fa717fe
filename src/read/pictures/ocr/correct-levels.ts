/**
 * What a recogniser takes for a character of a level of secrecy, and that character. None of them makes a word with its
 * neighbour.
 */
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['杌', '机'], ['札', '机'], ['蜜', '密'], ['宓', '密'], ['宻', '密'],
])
const LEVEL = /[机機杌札秘祕绝絕][ \u3000]?[密蜜宓宻]/g

/**
 * Words that are a level but for a character that looks like the right one (机蜜, 秘宓, 杌密), put right: the same length, so
 * that every offset holds. Other text stays as it was seen.
 */
export function correctLevels(text: string): string {
  return text.replace(LEVEL, (word) => [...word].map((character) => LOOKALIKES.get(character) ?? character).join(''))
}
