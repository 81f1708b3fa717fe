/** The content of a `data:` address (RFC 2397). */
export interface DataUri {
  /** Media type in lower case; `text/plain` where none is given. */
  readonly type: string
  readonly bytes: Uint8Array
  /** Range in the text, `start..end`. */
  readonly start: number
  readonly end: number
}

/**
 * Every `data:` address in a text, decoded. It ends at the next quote, bracket or white space. Cost: linear.
 */
export function dataUris(text: string): DataUri[] {
  const found: DataUri[] = []
  for (let at = seek(text, 0); at >= 0; at = seek(text, at + 5)) {
    const head = /^data:([\w+.-]*(?:\/[\w+.-]*)?)((?:;[\w=."+-]{0,80}){0,8}),/i.exec(text.slice(at, at + 700))
    if (!head) continue
    const body = bodyAt(text, at + head[0].length)
    const end = at + head[0].length + body.length
    const bytes = bytesOf(body, /;base64\b/i.test(head[2] ?? ''))
    found.push({ type: head[1]!.toLowerCase() || 'text/plain', bytes, start: at, end })
    at += head[0].length + body.length - 5
  }
  return found
}

function seek(text: string, from: number): number {
  DATA.lastIndex = from
  return DATA.exec(text)?.index ?? -1
}

/** Schemes are case-insensitive (RFC 3986, 3.1). */
const DATA = /data:/gi

function bodyAt(text: string, start: number): string {
  const end = /["'<>()\s]/g
  end.lastIndex = start
  return text.slice(start, end.exec(text)?.index ?? text.length)
}

function bytesOf(body: string, base64: boolean): Uint8Array {
  const plain = body.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  if (base64) return Buffer.from(plain, 'base64')
  return /[^\0-\xff]/.test(plain) ? Buffer.from(plain, 'utf8') : Buffer.from(plain, 'latin1')
}
