/**
 * Keeps documents of one size apart until it is known that they differ, so that equal ones are screened once even side
 * by side. Guarded state: of two documents with one hash, the later waits for the earlier.
 */
export class SameSize {
  /** The last document of each size that is under way; resolved when its hash is known or it is done. */
  readonly #unknown = new Map<number, Promise<void>>()
  /** Documents under way by hash; resolved when they are done. */
  readonly #known = new Map<string, Promise<void>>()

  /** Runs `work` when the hashes of all earlier documents of this size are known, or they are done. */
  async run<T>(size: number, work: (turn: Turn) => Promise<T>): Promise<T> {
    const before = this.#unknown.get(size)
    const hashed = signal()
    const done = signal()
    const mine = before ? before.then(() => hashed.promise) : hashed.promise
    this.#unknown.set(size, mine)
    const own = new Set<string>()
    try {
      if (before) await before
      const hashes = [...this.#known.keys()]
      return await work({
        underWay: hashes,
        onHash: (sha256) => {
          if (!this.#known.has(sha256)) own.add(sha256)
          if (!this.#known.has(sha256)) this.#known.set(sha256, done.promise)
          hashed.resolve()
        },
        waitFor: (sha256) => (own.has(sha256) ? undefined : this.#known.get(sha256)),
      })
    } finally {
      for (const sha256 of own) this.#known.delete(sha256)
      if (this.#unknown.get(size) === mine) this.#unknown.delete(size)
      hashed.resolve()
      done.resolve()
    }
  }
}

/** What a document is told when it may begin, and what it tells. */
export interface Turn {
  /** Hashes of documents that are being screened now. */
  readonly underWay: readonly string[]
  /** To be called with the document's hash as soon as it is known. */
  readonly onHash: (sha256: string) => void
  /** The end of the other document with this hash; undefined when there is none. */
  readonly waitFor: (sha256: string) => Promise<void> | undefined
}

function signal(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
