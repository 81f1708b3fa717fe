/**
 * The text of a header or footer without its codes (ISO/IEC 29500-1, 18.3.1.46), one line for each of its left, centre
 * and right sections. Fields (`&P`, `&D`) are removed; `&&` is one ampersand. Excel allows 255 characters; far longer
 * text is returned unchanged.
 */
export function marginText(code: string): string {
  if (code.length > 4096) return code
  const text = code.replace(/&(?:"[^"]*"|K[\dA-Fa-f]{6}|K\d{2}[+-]\d{3}|\d{1,3}|[LCR]|&|.)/gs, (part) => {
    if (part === '&&') return '&'
    return /^&[LCR]$/.test(part) ? '\n' : ''
  })
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n')
}
