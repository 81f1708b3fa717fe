/**
 * A text between tags or inside a quoted attribute of XML and HTML. The two code points that no XML document may hold
 * and `harmless` leaves become the replacement character.
 */
export function escapeMarkup(text: string): string {
  return text.replace(/[<>&"'`\ufffe\uffff]/g, (character) => ENTITIES[character] ?? '\ufffd')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#39;', '`': '&#96;',
}
