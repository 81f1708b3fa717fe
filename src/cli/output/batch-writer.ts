/** Writes pieces one after the other; those that come while one is being written go together. */
export interface Batched {
  /** False when nobody reads any more. Waits only when much is waiting. */
  add(text: string): boolean | Promise<boolean>
  /** Resolves when everything is written. */
  drain(): Promise<boolean>
}

/** Characters that may wait before whoever adds has to wait too. */
const MOST_WAITING = 1 << 20

/** @param write as `Destination.write`; a rejection of it is thrown by the next call */
export function batched(write: (text: string) => Promise<boolean>): Batched {
  let waiting = ''
  let open = true
  let writing: Promise<void> | undefined
  const run = async (): Promise<void> => {
    while (waiting !== '' && open) {
      const text = waiting
      waiting = ''
      open = await write(text)
    }
    writing = undefined
  }
  const drain = async (): Promise<boolean> => {
    await writing
    return open
  }
  return {
    drain,
    add: (text) => {
      waiting += text
      if (text !== '' && !writing) {
        writing = run()
        writing.catch(() => (open = false))
      }
      return waiting.length > MOST_WAITING ? drain() : open
    },
  }
}
