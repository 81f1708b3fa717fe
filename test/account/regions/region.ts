/** A file with regions into which something can be put. */
export interface Host {
  /** With the extension of its format. */
  readonly name: string
  readonly bytes: Buffer
  readonly regions: Readonly<Record<string, Insertion>>
}

/** The whole file with the payload in one region; undefined where the payload does not fit there. */
export type Insertion = (payload: Buffer) => Uint8Array | undefined

export function inserted(bytes: Buffer, at: number, payload: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), payload, bytes.subarray(at)])
}

/** The offset of `words`, or behind them. */
export function offsetOf(bytes: Buffer, words: string, where: 'before' | 'behind' = 'before'): number {
  const at = bytes.indexOf(Buffer.from(words, 'latin1'))
  if (at < 0) throw new Error(`there is no ${words}`)
  return where === 'before' ? at : at + words.length
}
