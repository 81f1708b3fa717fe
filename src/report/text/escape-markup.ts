/**
 * Escapes text for XML and HTML, between tags and in quoted attributes. U+FFFE and U+FFFF, which XML forbids and
 * `escapeControls` leaves, become U+FFFD.
 */
export function escapeMarkup(text: string): string {
  return text.replace(/[<>&"'`\ufffe\uffff]/g, (character) => ENTITIES[character] ?? '\ufffd')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&#39;', '`': '&#96;',
}
