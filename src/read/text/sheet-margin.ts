/**
 * A header or footer without its codes (ISO/IEC 29500-1, 18.3.1.46), a line for each of its left, centre and right
 * sections. Fields (`&P`, `&D`) leave nothing behind; `&&` is one ampersand. What is far longer than the 255 characters
 * Excel takes comes back as it is.
 */
export function marginText(code: string): string {
  if (code.length > 4096) return code
  const text = code.replace(/&(?:"[^"]*"|K[\dA-Fa-f]{6}|K\d{2}[+-]\d{3}|\d{1,3}|[LCR]|&|.)/gs, (part) => {
    if (part === '&&') return '&'
    return /^&[LCR]$/.test(part) ? '\n' : ''
  })
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n')
}
