import { setTimeout as delay } from 'node:timers/promises'

/** Resolves as soon as a condition holds; it is checked every 5 ms. @throws when it does not hold within a minute */
export async function until(condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`condition not met within ${seconds} s: ${condition.toString()}`)
    await delay(POLL_MILLISECONDS)
  }
}

const POLL_MILLISECONDS = 5
