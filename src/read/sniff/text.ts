import type { DocumentFormat } from '../../model/index.js'
import { bomOf, looksBinary, looksUtf16 } from '../text/signs.js'

/** Plain text formats, which an extension may decide. */
const PLAIN: ReadonlySet<DocumentFormat> = new Set(['text', 'csv', 'markdown', 'data', 'html', 'xml', 'eml', 'mbox'])

const MAIL_FIELD = new RegExp(
  '^(from|to|cc|bcc|subject|date|received|return-path|message-id|mime-version|delivered-to|reply-to|sender' +
  '|content-type|content-transfer-encoding|dkim-signature|x-[a-z0-9-]+|in-reply-to|references):', 'i')

/** The plain text format, by the start of the text, then by the extension; `unknown` for binary bytes. */
export function textFormat(bytes: Uint8Array, expected: DocumentFormat | undefined): DocumentFormat {
  const encoding = bomOf(bytes)?.encoding ?? looksUtf16(bytes)
  if (!encoding && looksBinary(bytes)) return 'unknown'
  const head = headText(bytes, encoding)
  const plain = expected !== undefined && PLAIN.has(expected) ? expected : undefined
  if (/^From \S.*\r?\n(>?[A-Za-z-]+:)/.test(head)) return 'mbox'
  // Comments may stand before the first section.
  if (/^\s*(999\r?\n.*\r?\n\s*){0,20}0\r?\nSECTION\r?\n/.test(head)) return 'dxf'
  return markupFormat(head, plain) ?? mailFormat(head, plain) ?? plain ?? 'text'
}

function headText(bytes: Uint8Array, encoding: string | undefined): string {
  const label = encoding === undefined || encoding.startsWith('utf-32') ? 'latin1' : encoding
  return new TextDecoder(label).decode(bytes.subarray(0, 8192)).replace(/^(\ufeff|ï»¿)?\s+|^(\ufeff|ï»¿)/, '')
}

function markupFormat(head: string, plain: DocumentFormat | undefined): DocumentFormat | undefined {
  const opening = head.replace(/^(<!--[\s\S]*?-->\s*|<\?[\s\S]*?\?>\s*)+/, '')
  if (/^(<!doctype html|<(html|head|body|meta|title)[\s>])/i.test(opening)) return 'html'
  if (!head.startsWith('<?xml') && plain !== 'xml') return undefined
  if (!opening.startsWith('<')) return head.startsWith('<?xml') ? 'xml' : 'text'
  if (plain === 'html' || /<([\w.-]+:)?html[\s>]/i.test(opening.slice(0, 1024))) return 'html'
  if (/^<office:document[\s>]/.test(opening)) return 'fodt'
  if (/^<([^\s<>/:]+:)?UOF[\s>]/.test(opening)) return 'uof'
  return /^<(w:wordDocument|pkg:package)[\s>]/.test(opening) ? 'wordml' : 'xml'
}

/** Recognises mail by its header: known fields in the first lines, one if the extension is that of mail. */
function mailFormat(head: string, plain: DocumentFormat | undefined): DocumentFormat | undefined {
  const fields = new Set<string>()
  for (const line of head.split(/\r\n|\r|\n/).slice(0, 100)) {
    if (line === '') break
    if (/^[ \t]/.test(line)) continue
    if (!/^[!-9;-~]+:/.test(line)) return plain === 'eml' && fields.size > 0 ? 'eml' : undefined
    const field = MAIL_FIELD.exec(line)?.[1]
    if (field) fields.add(field.toLowerCase())
  }
  if (plain === 'eml') return fields.size > 0 ? 'eml' : undefined
  const strong = [...fields].some((field) => /^(received|return-path|message-id|mime-version|from|x-)/.test(field))
  const isMail = fields.size >= 3 || (fields.size >= 2 && strong)
  return isMail && plain !== 'data' && plain !== 'markdown' ? 'eml' : undefined
}
