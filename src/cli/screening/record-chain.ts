import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { readBounded, withCode } from '../../source/files/bounded-file.js'
import { narrowToOwner, OWNER_ONLY } from '../../source/index.js'

/** The file of a folder of records that says in which order they were added. */
export const CHAIN_FILE = 'chain.jsonl'

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

/** One line: a record, the line before it, and the hash over both. The seal is an HMAC over that hash. */
const shape = v.strictObject({
  record: hash, document: v.union([hash, v.literal('unread')]), previous: hash, chain: hash, seal: v.optional(hash),
})
type ChainLine = v.InferOutput<typeof shape>

/** A record in the chain. */
export interface ChainedRecord {
  /** Hash of the record. */
  readonly record: string
  /** SHA-256 of the document, hex, or `unread`. */
  readonly document: string
  /** `unchecked`: it has a seal, and no key was given to check it. `none`: it has none that is of the key. */
  readonly seal: 'valid' | 'unchecked' | 'none'
}

/** The chain of a folder of records. */
export interface RecordChain {
  readonly records: readonly ChainedRecord[]
  /** Lines that are invalid, follow no known line, repeat one or, with a key, have another seal. */
  readonly broken: number
  /**
   * Whether lines were removed, moved, changed or copied. An earlier record may then stand for a later one, and no seal
   * shows it: each is over its own line.
   */
  readonly rearranged: boolean
}

/**
 * Appends a record to the chain of its folder, with a seal if there is a key. Several processes may append at a time:
 * then two lines follow the same one.
 */
export async function appendToChain(
  folder: string, { record, document }: Pick<ChainedRecord, 'record' | 'document'>, key?: Uint8Array,
): Promise<void> {
  const file = join(folder, CHAIN_FILE)
  narrowToOwner(file)
  // Windows has no O_NOFOLLOW: there it is undefined, which counts as 0.
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(file, flags, OWNER_ONLY)
  try {
    if (!(await handle.stat()).isFile()) throw withCode('not-a-file')
    const tail = await tailOf(handle)
    const previous = parseLines(tail).findLast((line) => line !== undefined)?.chain ?? CHAIN_START
    const chain = chainHash(previous, record, document)
    const line: ChainLine = { record, document, previous, chain, ...(key && { seal: sealOf(chain, key) }) }
    await handle.appendFile(`${tail === '' || tail.endsWith('\n') ? '' : '\n'}${JSON.stringify(line)}\n`)
  } finally {
    await handle.close()
  }
}

/** Reads and verifies the chain of a folder; empty where there is none. @throws an error with a `code` */
export async function readChain(folder: string, key?: Uint8Array): Promise<RecordChain> {
  const bytes = await readBounded(join(folder, CHAIN_FILE), MAX_CHAIN_BYTES).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return verifyChain(bytes.toString(), key)
}

/** Verifies the lines of a chain. */
export function verifyChain(text: string, key?: Uint8Array): RecordChain {
  const known = new Set([CHAIN_START])
  const records: ChainedRecord[] = []
  let broken = 0
  let rearranged = false
  for (const line of parseLines(text)) {
    // A process that was killed can leave a part of a line.
    const isIntact = line !== undefined && isNext(line, known)
    if (line && !isIntact) rearranged = true
    const seal = line && sealState(line, key)
    if (line) known.add(line.chain)
    if (isIntact) records.push({ record: line.record, document: line.document, seal: seal ?? 'none' })
    if (!isIntact || !seal) broken++
  }
  return { records, broken, rearranged }
}

/** A line has a hash of its own that covers it, and follows a known line. */
function isNext({ record, document, previous, chain }: ChainLine, known: ReadonlySet<string>): boolean {
  return known.has(previous) && !known.has(chain) && chain === chainHash(previous, record, document)
}

/** Undefined when the seal is not of the key. */
function sealState({ seal, chain }: ChainLine, key: Uint8Array | undefined): ChainedRecord['seal'] | undefined {
  if (seal === undefined) return 'none'
  if (!key) return 'unchecked'
  return timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(chain, key))) ? 'valid' : undefined
}

/** Undefined for a line that is none. */
function parseLines(text: string): (ChainLine | undefined)[] {
  return text.split('\n').filter((line) => line !== '').map((line) => {
    try {
      return v.parse(shape, JSON.parse(line))
    } catch {
      return undefined
    }
  })
}

async function tailOf(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat()
  const length = Math.min(size, TAIL_BYTES)
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.toString()
}

function chainHash(previous: string, record: string, document: string): string {
  return createHash('sha256').update(JSON.stringify([previous, record, document])).digest('hex')
}

function sealOf(chain: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`secrecy-screen record ${chain}`).digest('hex')
}

const CHAIN_START = '0'.repeat(64)
/** Bytes of a chain: some 700,000 records. */
export const MAX_CHAIN_BYTES = 256 * 1024 * 1024
/** Some lines. */
const TAIL_BYTES = 4096
