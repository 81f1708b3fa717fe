/** Code pages by the character set of a font ([MS-WMF] 2.1.1.5; `\fcharset` of RTF). */
const CHARSETS: Readonly<Record<number, number>> = {
  77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
  177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

/** The code page of a font's character set. Western and default fonts use the document's own page, `documentPage`. */
export function pageOfCharset(charset: number, documentPage = 1252): number {
  return CHARSETS[charset] ?? documentPage
}
