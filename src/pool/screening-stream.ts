import { orAborted, type AsyncDisposal, type Screening } from '../model/index.js'

/**
 * Screenings as they are made. It can be iterated once. Leaving the loop closes it; so does its end.
 * @example
 * const screenings: ScreeningStream = screenPaths(['archive/'])
 * for await (const { path, verdict } of screenings) if (verdict === 'block') console.log(path)
 */
export interface ScreeningStream extends AsyncIterableIterator<Screening>, AsyncDisposal {
  /** Ends the iteration and what is being screened for it. Resolves when all of that has stopped. */
  close(): Promise<void>
}

/** What a stream is made of. */
export interface ScreeningStreamParts {
  /** Makes the screenings, until the signal is aborted. */
  readonly open: (signal: AbortSignal) => AsyncGenerator<Screening>
  /** The caller's signal: when it is aborted, iteration rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  /** Called once, when the stream has ended for whatever reason. */
  readonly onClose?: () => Promise<void>
}

/** A stream of screenings that stops at once when it is closed or aborted, even while the next one does not come. */
export function createScreeningStream({ open, signal, onClose }: ScreeningStreamParts): ScreeningStream {
  const stopped = new AbortController()
  const onAbort = (): void => stopped.abort(signal!.reason)
  if (signal?.aborted) onAbort()
  else signal?.addEventListener('abort', onAbort, { once: true })
  const generator = open(stopped.signal)
  let closing: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    signal?.removeEventListener('abort', onAbort)
    stopped.abort()
    // Not awaited: what never comes would block the end.
    generator.return(undefined).catch(() => undefined)
    await onClose?.()
  }
  const close = (): Promise<void> => (closing ??= stop())
  const isClosing = (): boolean => closing !== undefined
  const next = async (): Promise<IteratorResult<Screening, undefined>> => {
    if (isClosing()) return DONE
    try {
      const result = await orAborted(generator.next(), stopped.signal)
      if (!result.done) return result
      await close()
      return DONE
    } catch (error) {
      // Closed by the caller while this result was awaited: an end, not an error.
      if (isClosing()) return DONE
      await close()
      throw error
    }
  }
  return {
    next,
    return: async () => {
      await close()
      return DONE
    },
    close,
    [Symbol.asyncIterator]() {
      return this
    },
    [Symbol.asyncDispose]: close,
  }
}

const DONE = { done: true, value: undefined } as const
