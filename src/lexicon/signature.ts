import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { complain, ScreenError, type Complaint } from '../model/index.js'

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
  const position = { file, line: 1, column: 1 }
  const signature = `${file}.sig`
  const content = await readFile(signature, 'utf8').catch((cause: NodeJS.ErrnoException) => cause)
  if (typeof content !== 'string') {
    return complain(position, 'not-signed', { file: signature, code: content.code ?? 'UNKNOWN' })
  }
  const base64 = content.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]{86}==$/.test(base64)) return complain(position, 'signature-format', { file: signature })
  if (verify(null, bytes, key, Buffer.from(base64, 'base64'))) return undefined
  return complain(position, 'signature-wrong')
}
