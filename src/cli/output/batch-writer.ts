/** Writes texts one after the other. Texts added during a write are written together, in the next one. */
export interface BatchWriter {
  /** False when the reader has closed the output. Returns a promise only when much text is waiting. */
  add(text: string): boolean | Promise<boolean>
  /** Resolves when everything is written; to false when the reader has closed the output. */
  drain(): Promise<boolean>
}

/** UTF-16 units that may wait before `add` returns a promise. */
const MAX_WAITING = 1 << 20

/** @param write as `Destination.write`; the next call throws what it rejects with */
export function createBatchWriter(write: (text: string) => Promise<boolean>): BatchWriter {
  let waiting = ''
  let open = true
  let writing: Promise<void> | undefined
  const writeWaiting = async (): Promise<void> => {
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
        writing = writeWaiting()
        writing.catch(() => (open = false))
      }
      return waiting.length > MAX_WAITING ? drain() : open
    },
  }
}
