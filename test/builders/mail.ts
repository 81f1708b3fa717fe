/**
 * Builds mails and their parts. Header values are written as given, so that they may be encoded words or raw bytes (`latin1` of them).
 *
 *   mail({ Subject: '…' }, 'body')
 *   mail({ Subject: '…' }, multipart('B', [part({ 'Content-Type': 'text/html' }, '<p>…'), …]))
 */
export type Headers = Readonly<Record<string, string>>

export interface Content {
  readonly headers: Headers
  readonly body: Uint8Array
}

export function mail(headers: Headers, content: string | Uint8Array | Content): Buffer {
  const { headers: more = {}, body } = isContent(content) ? content : { body: content }
  return part({ From: 'a@example.com', Date: 'Thu, 12 Jun 2025 08:00:00 +0800', 'MIME-Version': '1.0', ...more, ...headers }, body)
}

function isContent(content: string | Uint8Array | Content): content is Content {
  return typeof content === 'object' && 'headers' in content
}

/** A header and a body; text of either is written in UTF-8. */
export function part(headers: Headers, body: string | Uint8Array): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`${lines.join('')}\r\n`), Buffer.from(body)])
}

/** The body and header of a multipart; `open` leaves out the closing delimiter. */
export function multipart(
  boundary: string,
  parts: readonly Uint8Array[],
  { kind = 'mixed', before = '', after = '', open = false } = {},
): Content {
  const pieces = parts.flatMap((piece) => [Buffer.from(`\r\n--${boundary}\r\n`), piece])
  const body = Buffer.concat([Buffer.from(before), ...pieces, Buffer.from(open ? '' : `\r\n--${boundary}--\r\n${after}`)])
  return { headers: { 'Content-Type': `multipart/${kind}; boundary="${boundary}"` }, body }
}

/** A file as an attachment, in base64. */
export function attachment(filename: string, bytes: string | Uint8Array, type = 'application/octet-stream'): Buffer {
  const lines = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
  return part({
    'Content-Type': type, 'Content-Transfer-Encoding': 'base64', 'Content-Disposition': `attachment; ${filename}`,
  }, lines)
}

/** An encoded word (RFC 2047) of bytes that are `charset`. */
export function word(bytes: Uint8Array, charset: string): string {
  return `=?${charset}?B?${Buffer.from(bytes).toString('base64')}?=`
}
