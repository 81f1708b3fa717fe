import { decodeAs } from './decode-as.js'
import { plausibility } from './plausibility.js'

/** WHATWG labels of Windows code pages that are not `windows-N`. */
const LABELS: Readonly<Record<number, string>> = {
  874: 'windows-874', 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 1200: 'utf-16le',
  10000: 'macintosh', 10001: 'shift_jis', 10002: 'big5', 10008: 'gb18030',
  20127: 'windows-1252', 20936: 'gb18030', 54936: 'gb18030', 65001: 'utf-8',
  0x8000: 'macintosh', 0x8001: 'windows-1252',
}

/**
 * Decodes text in a Windows code page, up to the first zero. Programs that write Chinese often leave the page at 1252,
 * so bytes under a Western code page that are Chinese in UTF-8 or GB 2312 are decoded as that.
 */
export function decodePage(bytes: Uint8Array, page: number): string {
  const western = page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252'
  const label = Object.hasOwn(LABELS, page) ? LABELS[page]! : western
  const text = untilZero(decodeAs(label, bytes))
  if (!/^windows-125/.test(label) || /^[\0-\x7f]*$/.test(text)) return text
  const zero = bytes.indexOf(0)
  const plain = zero < 0 ? bytes : bytes.subarray(0, zero)
  const utf8 = strictly('utf-8', plain)
  if (utf8 !== undefined && HANZI.test(utf8)) return utf8
  const chinese = isPaired(plain) ? strictly('gb18030', plain) : undefined
  return chinese !== undefined && HANZI.test(chinese) && !isAccented(plain, chinese) ? chinese : text
}

const HANZI = /[\u4e00-\u9fff]/

/**
 * True where all bytes beyond ASCII form pairs of GB 2312. An accented letter before a plain one (`Ü` in `Übersicht`)
 * forms none.
 */
function isPaired(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    if (bytes[at]! < 0xa1 || bytes[at]! > 0xf7 || (bytes[++at] ?? 0) < 0xa1) return false
  }
  return true
}

/** True for two accented letters within a Latin word (`Část`), which form a pair too, but one of a rare hanzi. */
function isAccented(bytes: Uint8Array, chinese: string): boolean {
  const latin = Buffer.from(bytes).toString('latin1')
  const lone = [...latin.matchAll(/([a-z]?)([\x80-\xff]+)([a-z]?)/gi)]
  const paired = lone.every(([, before, high, after]) => high!.length === 2 && before! + after! !== '')
  return paired && plausibility(chinese) < 0.15
}

function untilZero(text: string): string {
  const zero = text.indexOf('\0')
  return zero < 0 ? text : text.slice(0, zero)
}

function strictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    return decodeAs(label, bytes, true)
  } catch {
    return undefined
  }
}
