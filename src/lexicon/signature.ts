import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { complain, ScreenError, type Complaint } from '../model/index.js'
import { codeOf, MAX_SIGNATURE_BYTES, readBounded } from '../source/files/bounded-file.js'

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
  try {
    const signature = await readBounded(`${file}.sig`, MAX_SIGNATURE_BYTES)
    return verifySignature(file, bytes, signature.toString(), key)
  } catch (error) {
    return complain({ file, line: 1, column: 1 }, 'not-signed', { file: `${file}.sig`, code: codeOf(error) })
  }
}

/** Checks a signature that was read already; undefined when it is valid. */
export function verifySignature(
  file: string, bytes: Uint8Array, text: string | undefined, key: KeyObject,
): Complaint | undefined {
  const position = { file, line: 1, column: 1 }
  const signature = `${file}.sig`
  if (text === undefined) return complain(position, 'not-signed', { file: signature, code: 'ENOENT' })
  const base64 = text.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]{86}==$/.test(base64)) return complain(position, 'signature-format', { file: signature })
  if (verify(null, bytes, key, Buffer.from(base64, 'base64'))) return undefined
  return complain(position, 'signature-wrong')
}
