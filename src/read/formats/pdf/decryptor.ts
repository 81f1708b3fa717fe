import { cipherFor, type Cipher, type Security } from './cipher.js'
import type { PdfObject } from './objects.js'
import { Name, Reference, ValueParser, type Dictionary, type Value } from './syntax.js'

/** Decrypts the objects of one document. */
export interface Decryptor {
  /** The password that opens the document. */
  readonly password: string
  /** Decrypts the strings of an object and the stored bytes of its stream. */
  readonly decrypt: (object: PdfObject, stored: Uint8Array) => StoredObject
}

export interface StoredObject {
  readonly object: PdfObject
  readonly stored: Uint8Array
}

/**
 * The decryptor of a document that opens with the empty password or one of `passwords`. `plain` where the document is
 * not encrypted; undefined where it needs another password or another handler than the standard one.
 */
export function decryptorFor(
  bytes: Uint8Array, objects: readonly PdfObject[], passwords: readonly string[] = [],
): Decryptor | 'plain' | undefined {
  const trailers = trailersOf(bytes, objects)
  if (trailers.length > 0 && trailers.every((trailer) => !trailer.has('Encrypt'))) return 'plain'
  const found = securityOf(trailers, objects)
  const opened = found && openedBy(found.security, ['', ...passwords])
  if (!found || !opened) return undefined
  const { cipher, password } = opened
  return {
    password,
    decrypt: (object, stored) => {
      if (object.number === found.number || nameOf(object.value, 'Type') === 'XRef') return { object, stored }
      const value = decryptStrings(object.value, cipher, object, 0)
      const isEncrypted = object.stream !== undefined && !isPlain(object.value, found.security.metadata)
      return {
        object: { ...object, value },
        stored: isEncrypted ? cipher.stream(stored, object.number, object.generation) : stored,
      }
    },
  }
}

function openedBy(
  security: Security, passwords: readonly string[],
): { readonly cipher: Cipher; readonly password: string } | undefined {
  for (const password of passwords) {
    const cipher = cipherFor(security, password)
    if (cipher) return { cipher, password }
  }
  return undefined
}

/** True for streams that are not encrypted: those with the filter Crypt, and metadata where the document says so. */
function isPlain(value: Value, metadata: boolean): boolean {
  if (!metadata && nameOf(value, 'Type') === 'Metadata') return true
  const filter = value instanceof Map ? (value as Dictionary).get('Filter') : undefined
  const first = Array.isArray(filter) ? (filter as Value[])[0] : filter
  return first instanceof Name && first.text === 'Crypt'
}

function decryptStrings(value: Value, cipher: Cipher, at: PdfObject, depth: number): Value {
  if (value instanceof Uint8Array) return cipher.string(value, at.number, at.generation)
  if (depth > 100) return value
  if (Array.isArray(value)) return (value as Value[]).map((each) => decryptStrings(each, cipher, at, depth + 1))
  if (!(value instanceof Map)) return value
  return new Map([...(value as Dictionary)].map(([key, each]) => [key, decryptStrings(each, cipher, at, depth + 1)]))
}

/** The dictionaries that can name the encryption: trailers outside streams, and cross-reference streams. */
function trailersOf(bytes: Uint8Array, objects: readonly PdfObject[]): Dictionary[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const trailers: Value[] = objects.map(({ value }) => value).filter((value) => nameOf(value, 'Type') === 'XRef')
  for (let at = buffer.indexOf('trailer'), next = 0; at >= 0; at = buffer.indexOf('trailer', at + 7)) {
    while (next < objects.length && (objects[next]!.stream?.end ?? objects[next]!.end) <= at) next++
    const { stream } = objects[next] ?? {}
    if (!stream || at < stream.start) trailers.push(new ValueParser(bytes, at + 7).read())
  }
  return trailers.filter((trailer): trailer is Dictionary => trailer instanceof Map)
}

/** The last trailer that names an encryption is valid. The first identifier is the same in all trailers. */
function securityOf(
  trailers: readonly Dictionary[], objects: readonly PdfObject[],
): { readonly security: Security; readonly number: number } | undefined {
  const ids = trailers.find((trailer) => trailer.has('ID'))?.get('ID')
  const [id] = Array.isArray(ids) ? (ids as Value[]) : []
  for (const trailer of [...trailers].reverse()) {
    const encrypt = trailer.get('Encrypt')
    const number = encrypt instanceof Reference ? encrypt.number : -1
    const dictionary = encrypt instanceof Reference
      ? objects.findLast((each) => each.number === number)?.value : encrypt
    const security = dictionary instanceof Map
      ? securityFrom(dictionary as Dictionary, id instanceof Uint8Array ? id : new Uint8Array()) : undefined
    if (security) return { security, number }
  }
  return undefined
}

function securityFrom(dictionary: Dictionary, id: Uint8Array): Security | undefined {
  const number = (key: string, fallback: number): number => {
    const value = dictionary.get(key)
    return typeof value === 'number' ? value : fallback
  }
  const bytesOf = (key: string): Uint8Array => {
    const value = dictionary.get(key)
    return value instanceof Uint8Array ? value : new Uint8Array()
  }
  const [version, revision] = [number('V', 0), number('R', 0)]
  if (nameOf(dictionary, 'Filter') !== 'Standard' || ![1, 2, 4, 5].includes(version)) return undefined
  if (revision < 2 || revision > 6) return undefined
  const bits = version === 1 ? 40 : number('Length', version === 4 ? 128 : 40)
  const length = bits >= 40 && bits <= 128 ? bits >> 3 : 16
  const methods = version < 4 ? (['rc4', 'rc4'] as const)
    : ([methodOf(dictionary, 'StrF'), methodOf(dictionary, 'StmF')] as const)
  const [strings, streams] = methods
  if (!strings || !streams) return undefined
  return {
    revision, length: version === 4 ? 16 : length, id, strings, streams,
    owner: bytesOf('O'), user: bytesOf('U'), userKey: bytesOf('UE'), ownerKey: bytesOf('OE'),
    permissions: number('P', 0),
    metadata: dictionary.get('EncryptMetadata') !== false,
  }
}

const METHODS: Readonly<Record<string, Security['strings']>> = {
  None: 'none', V2: 'rc4', AESV2: 'aes', AESV3: 'aes-256',
}

/** The method of a crypt filter (ISO 32000-1, 7.6.5). Undefined for filters of other handlers. */
function methodOf(dictionary: Dictionary, key: string): Security['strings'] | undefined {
  const name = nameOf(dictionary, key) ?? 'Identity'
  if (name === 'Identity') return 'none'
  const filters = dictionary.get('CF')
  const filter = filters instanceof Map ? (filters as Dictionary).get(name) : undefined
  return METHODS[nameOf(filter, 'CFM') ?? 'None']
}

function nameOf(value: Value | undefined, key: string): string | undefined {
  const found = value instanceof Map ? (value as Dictionary).get(key) : undefined
  return found instanceof Name ? found.text : undefined
}
