import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ScreenError, type Complaint } from '../model/index.js'

/**
 * Parses the key that signatures are checked with.
 * @throws ScreenError `configuration` for anything but a public Ed25519 key in PEM
 */
export function signingKey(pem: string): KeyObject {
  const key = publicKeyOf(pem)
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new ScreenError('signing-key-invalid')
  }
  return key
}

/** Accepts public keys only: a private key should never be where lexicons are checked. */
function publicKeyOf(pem: string): KeyObject | undefined {
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}

/**
 * Checks the signature of a file's bytes; undefined when it is valid. The signature is in `FILE.sig`: the 64 bytes of
 * an Ed25519 signature (RFC 8032), in base64.
 */
export async function signatureFault(file: string, bytes: Uint8Array, key: KeyObject): Promise<Complaint | undefined> {
  const complain = (message: string): Complaint => ({ file, line: 1, column: 1, message })
  const content = await readFile(`${file}.sig`, 'utf8').catch((cause: NodeJS.ErrnoException) => cause)
  if (typeof content !== 'string') return complain(`is not signed: ${file}.sig cannot be read (${content.code})`)
  const base64 = content.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]{86}==$/.test(base64)) return complain(`${file}.sig is not an Ed25519 signature in base64`)
  if (verify(null, bytes, key, Buffer.from(base64, 'base64'))) return undefined
  return complain('invalid signature: the file was changed, or signed with another key')
}
