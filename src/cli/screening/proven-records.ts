import { lstatSync, realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ScreeningRecord } from '../../report/record.js'
import { readBoundedSync } from '../../source/files/bounded-file.js'
import { CHAIN_FILE, MAX_CHAIN_BYTES, readChain, verifyChain } from './record-chain.js'
import { MAX_RECORD_BYTES, parseRecordFile, RECORD_NAME } from './record-folder.js'

/**
 * The records that this program is known to have written: with a key those that the key sealed, without one only those
 * of this run. Anybody can write any other file of that form, with any text in its paths and options.
 */
export class ProvenRecords {
  /** The digest of the document, by the hash of the record. */
  readonly #documents = new Map<string, string>()

  private constructor(readonly folder: string, private readonly key: Uint8Array | undefined) {}

  /** Reads the seals of a folder. A chain that cannot be read proves nothing. */
  static async open(folder: string, key: Uint8Array | undefined): Promise<ProvenRecords> {
    const proven = new ProvenRecords(folder, key)
    const records = key ? await readChain(folder, key).then((chain) => chain.records, () => []) : []
    for (const { record, document, seal } of records) if (seal === 'valid') proven.#documents.set(record, document)
    return proven
  }

  /** Makes a record known that was just written. */
  add({ hash, document: { sha256 = 'unread' } }: ScreeningRecord): void {
    this.#documents.set(hash, sha256)
  }

  /** Whether a file is one of these records, or a chain of nothing else. */
  has(file: string): boolean {
    const content = this.#contentOf(file)
    if (!content) return false
    if (basename(file) === CHAIN_FILE) return this.#isProvenChain(content.toString())
    const record = parseRecordFile(basename(file), content)
    return record !== undefined && this.#documents.has(record.hash)
  }

  /** Whether a file has the form of a record in the folder, or of its chain. */
  hasForm(file: string): boolean {
    const content = this.#contentOf(file)
    if (!content) return false
    if (basename(file) === CHAIN_FILE) return verifyChain(content.toString()).broken === 0
    return parseRecordFile(basename(file), content) !== undefined
  }

  /** Undefined for a file that is not in the folder, or cannot be one of its own. */
  #contentOf(file: string): Buffer | undefined {
    const isChain = basename(file) === CHAIN_FILE
    if (!isChain && !RECORD_NAME.test(basename(file))) return undefined
    try {
      if (realpathSync(dirname(file)) !== realpathSync(this.folder) || !lstatSync(file).isFile()) return undefined
      return readBoundedSync(file, isChain ? MAX_CHAIN_BYTES : MAX_RECORD_BYTES)
    } catch {
      return undefined
    }
  }

  /** Without a key nobody checks a seal, so there must be none. */
  #isProvenChain(text: string): boolean {
    const { records, broken } = verifyChain(text, this.key)
    return broken === 0 && records.every(({ record, document, seal }) =>
      seal === (this.key ? 'valid' : 'none') && (this.key !== undefined || this.#documents.get(record) === document))
  }
}
