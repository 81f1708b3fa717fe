import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ScreenError, type Complaint } from '../model/index.js'

/**
 * The key that signatures are checked with.
 * @throws ScreenError `configuration` for anything but a public Ed25519 key in PEM
 */
export function signingKey(pem: string): KeyObject {
  const key = publicKeyOf(pem)
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new ScreenError('signing-key-invalid')
  }
  return key
}

/** Only what says that it is public: a private key has no business where lexicons are checked. */
function publicKeyOf(pem: string): KeyObject | undefined {
  if (!pem.includes('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}

/**
 * What is wrong with the signature of a file's bytes; nothing when it holds. It stands beside the file, in `FILE.sig`:
 * the 64 bytes of an Ed25519 signature (RFC 8032) in base64.
 */
export async function signatureFault(file: string, bytes: Uint8Array, key: KeyObject): Promise<Complaint | undefined> {
  const complain = (message: string): Complaint => ({ file, line: 1, column: 1, message })
  const written = await readFile(`${file}.sig`, 'utf8').catch((cause: NodeJS.ErrnoException) => cause)
  if (typeof written !== 'string') return complain(`is not signed: ${file}.sig cannot be read (${written.code})`)
  const base64 = written.replace(/\s/g, '')
  if (!/^[A-Za-z0-9+/]{86}==$/.test(base64)) return complain(`${file}.sig holds no Ed25519 signature in base64`)
  if (verify(null, bytes, key, Buffer.from(base64, 'base64'))) return undefined
  return complain('the signature does not hold: the file was changed, or signed with another key')
}
