/** A uuencoded file (POSIX uuencode): lines of up to 45 bytes, each with the number of its bytes before it. */
export function uuencoded(bytes: Buffer): string {
  const digit = (value: number): string => (value === 0 ? '`' : String.fromCharCode(32 + value))
  const lines = ['begin 644 a.bin']
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45)
    let out = digit(line.length)
    for (let from = 0; from < line.length; from += 3) {
      const [a, b, c] = [line[from]!, line[from + 1] ?? 0, line[from + 2] ?? 0]
      out += digit(a >> 2) + digit(((a & 3) << 4) | (b >> 4)) + digit(((b & 15) << 2) | (c >> 6)) + digit(c & 63)
    }
    lines.push(out)
  }
  return `${lines.join('\r\n')}\r\n\`\r\nend\r\n`
}
