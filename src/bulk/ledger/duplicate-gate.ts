/**
 * Makes sure that documents with equal content are screened once, even when they are screened at the same time. Only
 * documents of the same size can be equal: each waits until the hashes of the earlier ones are known. Invariant: of two
 * documents with one hash, the later waits for the earlier.
 */
export class DuplicateGate {
  /** By size: resolves when the hashes of all documents of that size are known, or these documents are finished. */
  readonly #hashed = new Map<number, Promise<void>>()
  /** By hash, of documents in progress: resolves when the document is finished. */
  readonly #finished = new Map<string, Promise<void>>()

  /** Calls `work` when the hash of every earlier document of this size is known or the document is finished. */
  async run<T>(size: number, work: (turn: Turn) => Promise<T>): Promise<T> {
    const earlier = this.#hashed.get(size)
    const hashed = signal()
    const finished = signal()
    const allHashed = earlier ? earlier.then(() => hashed.promise) : hashed.promise
    this.#hashed.set(size, allHashed)
    const own = new Set<string>()
    try {
      if (earlier) await earlier
      const hashesInProgress = [...this.#finished.keys()]
      return await work({
        hashesInProgress,
        onHash: (sha256) => {
          if (!this.#finished.has(sha256)) {
            own.add(sha256)
            this.#finished.set(sha256, finished.promise)
          }
          hashed.resolve()
        },
        waitFor: (sha256) => (own.has(sha256) ? undefined : this.#finished.get(sha256)),
      })
    } finally {
      for (const sha256 of own) this.#finished.delete(sha256)
      if (this.#hashed.get(size) === allHashed) this.#hashed.delete(size)
      hashed.resolve()
      finished.resolve()
    }
  }
}

/** What a document gets when it may start. */
export interface Turn {
  /** Hashes of the documents in progress. */
  readonly hashesInProgress: readonly string[]
  /** To be called with the document's hash as soon as it is known. */
  readonly onHash: (sha256: string) => void
  /** Resolves when the other document with this hash is finished; undefined when there is none. */
  readonly waitFor: (sha256: string) => Promise<void> | undefined
}

function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
