import type { Screening } from '../model/index.js'
import type { Source } from '../source/index.js'

/** Who screens one source and its members: the pool, or what stands before it. */
export interface Screens {
  run(source: Source): Promise<readonly Screening[]>
}

/**
 * Screens a stream of sources, and gives the screenings in the order of the sources, each document before its
 * members, however many jobs there are. A result does not wait for the next source to come. Sources are taken as they
 * are needed: at most `ahead` of them are under way or waiting for their turn.
 * @throws what `run` throws
 */
export async function* screenSources(
  screens: Screens, sources: AsyncIterable<Source>, ahead = 64,
): AsyncGenerator<Screening> {
  const iterator = sources[Symbol.asyncIterator]()
  const running: Promise<readonly Screening[]>[] = []
  let coming: Promise<IteratorResult<Source>> | undefined = handled(iterator.next())
  try {
    while (coming !== undefined || running.length > 0) {
      const room = running.length < ahead
      const arrived: IteratorResult<Source> | undefined =
        coming !== undefined && room ? await Promise.race([coming, ...running.slice(0, 1).map(settled)]) : undefined
      if (!arrived) yield* await running.shift()!
      else {
        if (!arrived.done) running.push(handled(screens.run(arrived.value)))
        coming = arrived.done ? undefined : handled(iterator.next())
      }
    }
  } finally {
    // Not waited for: a source that is stuck would hold up the end.
    void iterator.return?.()
  }
}

function settled(promise: Promise<unknown>): Promise<undefined> {
  return promise.then(() => undefined)
}

/** What is left behind when the run ends early must not count as an unhandled rejection. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
