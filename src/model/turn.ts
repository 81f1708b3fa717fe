/**
 * Milliseconds of work after which the event loop gets a turn. Half of what is promised (50 ms), because the step
 * between two looks at the clock may take as long again.
 */
const TURN_MILLISECONDS = 25

/** Of the whole thread, because all documents that are screened in it share one event loop. */
let turnEnd = 0
let next: Promise<void> | undefined

/** True when this thread has worked long enough without a turn of the event loop. Cost: a look at the clock. */
export function turnIsOver(): boolean {
  return performance.now() >= turnEnd
}

/**
 * Lets timers, I/O and signals have their turn.
 * @example
 * if (turnIsOver()) await nextTurn(signal)
 * @throws the signal's reason
 */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  next ??= new Promise((resolve) => {
    setImmediate(() => {
      next = undefined
      turnEnd = performance.now() + TURN_MILLISECONDS
      resolve()
    })
  })
  await next
  signal?.throwIfAborted()
}
