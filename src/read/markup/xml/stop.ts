/** How a walk through XML ended. */
export type Outcome = 'done' | 'malformed' | 'deep'

/** Thrown through a walk to stop it. */
export class Stop {
  constructor(readonly outcome: Outcome) {}
}

/** Runs a walk to its end or to where it is stopped. */
export async function stoppable(run: () => Promise<void>): Promise<Outcome> {
  try {
    await run()
    return 'done'
  } catch (stop) {
    if (stop instanceof Stop) return stop.outcome
    throw stop
  }
}
