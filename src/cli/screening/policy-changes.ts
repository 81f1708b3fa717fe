import { screeningOfChange, withPolicyChange, type PolicyChange } from '../../judge/index.js'
import type { Screening } from '../../model/index.js'

/**
 * Adds the finding `policy.changed` to each file of the policy that the change touches. Files that are not among the
 * documents, because they were removed, follow at the end.
 */
export async function* reportPolicyChanges(
  screenings: AsyncIterable<Screening>, changes: readonly PolicyChange[],
): AsyncGenerator<Screening> {
  const waiting = new Map(changes.map((change) => [change.path, change]))
  for await (const screening of screenings) {
    const change = waiting.get(screening.path)
    waiting.delete(screening.path)
    yield change ? withPolicyChange(screening, change) : screening
  }
  for (const change of waiting.values()) yield screeningOfChange(change)
}
