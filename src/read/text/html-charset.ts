/** The encoding a page declares within its first 4 KB: `<meta charset>`, `http-equiv`, or an XML declaration. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  return /<meta[^>]{0,200}charset\s*=\s*(?:["']\s*)?([\w:.-]{2,40})/i.exec(head)?.[1]
    ?? /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]{2,40})/i.exec(head)?.[1]
}
