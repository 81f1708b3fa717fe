/** WHATWG labels of Windows code pages that are not `windows-N`. */
const LABELS: Readonly<Record<number, string>> = {
  874: 'windows-874', 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 1200: 'utf-16le', 10000: 'macintosh', 10001: 'shift_jis',
  10002: 'big5', 10008: 'gb18030', 20127: 'windows-1252', 20936: 'gb18030', 54936: 'gb18030', 65001: 'utf-8', 0x8000: 'macintosh', 0x8001: 'windows-1252',
}

/**
 * Text in a Windows code page, up to the first zero. Bytes that are valid UTF-8 or GB18030 and stand under a Western code page
 * are read as what they are: programs that write Chinese often leave the page at 1252.
 */
export function decodePage(bytes: Uint8Array, page: number): string {
  const label = Object.hasOwn(LABELS, page) ? LABELS[page]! : page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252'
  const text = untilZero(new TextDecoder(label).decode(bytes))
  if (!/^windows-125/.test(label) || /^[\0-\x7f]*$/.test(text)) return text
  const zero = bytes.indexOf(0)
  const plain = zero < 0 ? bytes : bytes.subarray(0, zero)
  const chinese = ['utf-8', 'gb18030'].map((other) => strictly(other, plain)).find((other) => other !== undefined && /[\u4e00-\u9fff]/.test(other))
  return chinese ?? text
}

function untilZero(text: string): string {
  const zero = text.indexOf('\0')
  return zero < 0 ? text : text.slice(0, zero)
}

function strictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
