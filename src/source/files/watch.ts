import { resolve } from 'node:path'
import { watch, type FSWatcher } from 'chokidar'
import { gapSource, type Source } from '../source.js'
import { sourceAt, walk, type WalkOptions } from './walk.js'

/** An event of a watch: a document to screen, one that was deleted, or the end of the initial walk. */
export type WatchEvent =
  | { readonly kind: 'source'; readonly source: Source }
  | { readonly kind: 'deleted'; readonly path: string }
  | { readonly kind: 'walked' }

export interface WatchOptions extends WalkOptions {
  /** Ends the watch. */
  readonly signal: AbortSignal
}

/**
 * Lists everything under the paths like `walk`, then everything that is new or changes, until the signal aborts. A
 * changed file is reported when it has not grown for a second. What cannot be watched is a gap. Files whose names are
 * not UTF-8 are found by the initial walk only: the system's events have names in UTF-8.
 */
export async function* watchSources(paths: readonly string[], options: WatchOptions): AsyncGenerator<WatchEvent> {
  const { exclude, signal } = options
  const events = new EventQueue()
  const watcher = watch(paths.map((path) => resolve(path)), {
    ignoreInitial: true, followSymlinks: false,
    awaitWriteFinish: { stabilityThreshold: STABLE_MILLISECONDS, pollInterval: 100 },
    ignored: (path, stats) => stats?.isFile() === true && exclude?.(Buffer.from(path)) === true,
  })
  const stop = (): void => events.end()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    await subscribe(watcher, events, paths)
    for await (const source of walk(paths, options)) {
      if (signal.aborted) return
      yield { kind: 'source', source }
    }
    yield { kind: 'walked' }
    yield* events.all()
  } finally {
    signal.removeEventListener('abort', stop)
    await watcher.close()
  }
}

const STABLE_MILLISECONDS = 1000

/** Resolves when the watcher is ready: from then on every change is an event. */
function subscribe(watcher: FSWatcher, events: EventQueue, paths: readonly string[]): Promise<void> {
  const onChange = (absolute: string): void => {
    events.add(sourceAt(asNamed(absolute, paths)).then((source) => ({ kind: 'source', source })))
  }
  watcher.on('add', onChange)
  watcher.on('change', onChange)
  watcher.on('unlink', (absolute) => events.add(Promise.resolve({ kind: 'deleted', path: asNamed(absolute, paths) })))
  watcher.on('error', (error) => {
    const { path: absolute, code = 'UNKNOWN' } = error as NodeJS.ErrnoException
    const path = absolute === undefined ? paths[0]! : asNamed(absolute, paths)
    events.add(Promise.resolve({ kind: 'source', source: gapSource(path, 'unreadable', { code }) }))
  })
  return new Promise((ready) => void watcher.once('ready', ready))
}

/** A path as `walk` gives it: it begins with the folder as the user named it. */
function asNamed(absolute: string, paths: readonly string[]): string {
  for (const path of paths) {
    const root = resolve(path)
    if (absolute === root) return path
    const folder = root.endsWith('/') ? root : `${root}/`
    if (absolute.startsWith(folder)) return (path.endsWith('/') ? path : `${path}/`) + absolute.slice(folder.length)
  }
  return absolute
}

/** Events that have not been consumed yet. Invariant: each is yielded once, in the order in which they were added. */
class EventQueue {
  readonly #events: Promise<WatchEvent>[] = []
  #ended = false
  #onAdded: () => void = () => undefined

  add(event: Promise<WatchEvent>): void {
    this.#events.push(event)
    this.#onAdded()
  }

  end(): void {
    this.#ended = true
    this.#onAdded()
  }

  async* all(): AsyncGenerator<WatchEvent> {
    while (!this.#ended) {
      const next = this.#events.shift()
      if (next) yield await next
      else await new Promise<void>((resolve) => (this.#onAdded = resolve))
    }
  }
}
