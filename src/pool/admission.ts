import { ScreenError } from '../model/index.js'

/** Bounds the documents that a pool has accepted and not answered yet, by their number and by their bytes. */
export class Admission {
  #documents = 0
  #bytes = 0

  constructor(readonly maxDocuments: number, readonly maxBytes: number) {}

  /**
   * Does the work on one document, which counts until the work is over. The work announces the document's bytes as they
   * come.
   * @throws ScreenError `busy` when there are too many; what the work throws
   */
  async admit<T>(work: (addBytes: (count: number) => void) => Promise<T>): Promise<T> {
    if (this.#documents >= this.maxDocuments) throw new ScreenError('pool-busy-documents', { most: this.maxDocuments })
    let own = 0
    const addBytes = (count: number): void => {
      if (this.#bytes + count > this.maxBytes) throw new ScreenError('pool-busy-bytes', { most: this.maxBytes })
      own += count
      this.#bytes += count
    }
    this.#documents++
    try {
      return await work(addBytes)
    } finally {
      this.#documents--
      this.#bytes -= own
    }
  }
}
