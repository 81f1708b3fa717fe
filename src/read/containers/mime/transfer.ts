/** Decoded bytes, and whether the encoded ones were all valid. */
export interface Transferred {
  readonly bytes: Buffer
  readonly sound: boolean
}

/** Decodes a content transfer encoding (RFC 2045, 6); undefined for an unknown one. */
export function fromTransfer(body: Buffer, encoding: string): Transferred | undefined {
  if (/^(|7bit|8bit|binary|7-bit|8-bit|none)$/.test(encoding)) return { bytes: body, sound: true }
  if (encoding === 'quoted-printable') return { bytes: fromQuoted(body), sound: true }
  return encoding === 'base64' ? fromBase64(body) : undefined
}

/**
 * Decodes base64, also several padded runs in sequence. Characters outside the alphabet are left out; these and wrong
 * padding make it unsound.
 */
function fromBase64(body: Buffer): Transferred {
  const text = body.toString('latin1')
  const runs = text.replace(/[^A-Za-z0-9+/=]+/g, '').match(/[^=]+=*/g) ?? []
  const sound = !/[^A-Za-z0-9+/=\s]/.test(text) && runs.every(isSound)
  return { bytes: Buffer.concat(runs.map((run) => Buffer.from(run, 'base64'))), sound }
}

function isSound(run: string): boolean {
  return run.endsWith('=') ? run.length % 4 === 0 : run.length % 4 !== 1
}

/** Decodes quoted-printable; an `=` without two digits or a line end stays as it is. */
export function fromQuoted(body: Buffer): Buffer {
  const out = Buffer.alloc(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const unit = body[at]!
    if (unit !== 0x3d) {
      out[length++] = unit
      continue
    }
    const end = softEnd(body, at + 1)
    const value = end === undefined ? hexAt(body, at + 1) : -1
    if (end !== undefined) at = end
    else if (value >= 0) {
      out[length++] = value
      at += 2
    } else out[length++] = unit
  }
  return out.subarray(0, length)
}

/** Offset of the line feed that ends a soft line break; undefined where there is none. */
function softEnd(body: Buffer, from: number): number | undefined {
  let at = from
  while (body[at] === 0x20 || body[at] === 0x09) at++
  if (body[at] === 0x0d) at++
  return body[at] === 0x0a ? at : at >= body.length ? body.length : undefined
}

function hexAt(body: Buffer, at: number): number {
  const digits = body.toString('latin1', at, at + 2)
  return /^[0-9a-f]{2}$/i.test(digits) ? parseInt(digits, 16) : -1
}
