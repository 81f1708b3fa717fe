/** The result of a computation in steps, without pauses. */
export function runToEnd<Result>(steps: Generator<unknown, Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}
