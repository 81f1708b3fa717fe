import type { Screening } from '../model/index.js'
import type { Source } from '../source/index.js'

/** Screens one source and its members: a `Pool`, or a `Recording`, which looks into the ledger first. */
export interface SourceScreener {
  run(source: Source): Promise<readonly Screening[]>
}

/**
 * Screens a stream of sources. Screenings come in the order of the sources, each document before its members, whatever
 * the number of jobs. A finished result is yielded without waiting for the next source. At most `ahead` sources are
 * being screened or waiting for an earlier one to finish; the stream is read no further than that.
 * @throws what `run` throws
 */
export async function* screenSources(
  screener: SourceScreener, sources: AsyncIterable<Source>, ahead = 64,
): AsyncGenerator<Screening> {
  const iterator = sources[Symbol.asyncIterator]()
  const running: Promise<readonly Screening[]>[] = []
  let next: Promise<IteratorResult<Source>> | undefined = handled(iterator.next())
  try {
    while (next !== undefined || running.length > 0) {
      const hasCapacity = running.length < ahead
      const arrived: IteratorResult<Source> | undefined =
        next !== undefined && hasCapacity ? await Promise.race([next, ...running.slice(0, 1).map(settled)]) : undefined
      if (!arrived) yield* await running.shift()!
      else {
        if (!arrived.done) running.push(handled(screener.run(arrived.value)))
        next = arrived.done ? undefined : handled(iterator.next())
      }
    }
  } finally {
    // Not awaited: a source that never comes would block the end of the run.
    void iterator.return?.()
  }
}

function settled(promise: Promise<unknown>): Promise<undefined> {
  return promise.then(() => undefined)
}

/** Marks a promise as handled: when the run ends early, its rejection must not crash the process. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
