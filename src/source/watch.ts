import { resolve } from 'node:path'
import { watch, type FSWatcher } from 'chokidar'
import { wholeGap, type Source } from './source.js'
import { sourceAt, walk, type WalkOptions } from './walk.js'

/** What a watch meets: a document to screen, one that is no longer there, or the end of what was there at the start. */
export type Met =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'gone'; readonly path: string }
  | { readonly kind: 'walked' }

export interface WatchOptions extends WalkOptions {
  /** Ends the watch. */
  readonly signal: AbortSignal
}

/**
 * Everything under the paths as `walk` gives it, and then what is new or has changed, until the signal aborts. A file
 * comes when it has not grown for a second. What cannot be watched is a gap. Names that are not UTF-8 are met by the
 * walk at the start only: the system's events are told by names in UTF-8.
 */
export async function* watchSources(paths: readonly string[], options: WatchOptions): AsyncGenerator<Met> {
  const { except = [], signal } = options
  const met = new Meetings()
  const watcher = watch(paths.map((path) => resolve(path)), {
    ignoreInitial: true, followSymlinks: false, awaitWriteFinish: { stabilityThreshold: SETTLED, pollInterval: 100 },
    ignored: (path) => except.includes(path),
  })
  const stop = (): void => met.end()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    await hear(watcher, met, paths)
    for await (const source of walk(paths, options)) {
      if (signal.aborted) return
      yield { kind: 'source', source }
    }
    yield { kind: 'walked' }
    yield* met.all()
  } finally {
    signal.removeEventListener('abort', stop)
    await watcher.close()
  }
}

/** Milliseconds a file must stand still. */
const SETTLED = 1000

/** Resolves when nothing can be missed any more: from then on everything new is an event. */
function hear(watcher: FSWatcher, met: Meetings, paths: readonly string[]): Promise<void> {
  const look = (absolute: string): void => {
    met.add(sourceAt(asNamed(absolute, paths)).then((source) => ({ kind: 'source', source })))
  }
  watcher.on('add', look)
  watcher.on('change', look)
  watcher.on('unlink', (absolute) => met.add(Promise.resolve({ kind: 'gone', path: asNamed(absolute, paths) })))
  watcher.on('error', (error) => {
    const { path: absolute, code = 'UNKNOWN' } = error as NodeJS.ErrnoException
    const path = absolute === undefined ? paths[0]! : asNamed(absolute, paths)
    met.add(Promise.resolve({ kind: 'source', source: wholeGap(path, 'unreadable', { code }) }))
  })
  return new Promise((ready) => void watcher.once('ready', ready))
}

/** A path as `walk` gives it: it begins as the user named the folder. */
function asNamed(absolute: string, paths: readonly string[]): string {
  for (const path of paths) {
    const root = resolve(path)
    if (absolute === root) return path
    const folder = root.endsWith('/') ? root : `${root}/`
    if (absolute.startsWith(folder)) return (path.endsWith('/') ? path : `${path}/`) + absolute.slice(folder.length)
  }
  return absolute
}

/** Events waiting to be asked for. Guarded state: each is given once, in the order they came. */
class Meetings {
  readonly #waiting: Promise<Met>[] = []
  #ended = false
  #wake: () => void = () => undefined

  add(one: Promise<Met>): void {
    this.#waiting.push(one)
    this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  async* all(): AsyncGenerator<Met> {
    while (!this.#ended) {
      const next = this.#waiting.shift()
      if (next) yield await next
      else await new Promise<void>((wake) => (this.#wake = wake))
    }
  }
}
