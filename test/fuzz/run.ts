import { expect, it } from 'vitest'
import type { Fixture } from './fixtures.js'
import { isExcused, mutantOf, RUN } from './mutants.js'
import { readWithMembers } from './oracle.js'
import { Watchdog } from './watchdog.js'

/** Milliseconds for the mutants of one test, many times what they take alone: the machine may have other work. */
const ENOUGH = 900_000

/**
 * `count` mutants of each file, `each` to a test, spread over all mutations: none crashes the reader, each ends, and
 * none that lost a mark is read without a gap, unless the bytes of the mark have themselves been changed or taken away,
 * and its format has no checksum and no end marker that would reveal it.
 */
export function fuzz(fixtures: readonly Fixture[], count: number, each = count): void {
  for (const fixture of fixtures) {
    for (let from = 0; from < count; from += each) {
      const to = Math.min(from + each, count)
      const which = each < count ? `mutants ${from} to ${to - 1}` : `${count} mutants`
      it(`${fixture.name}: of ${which} of seed ${RUN} none is read as whole that lost a mark`, async () => {
        const watchdog = new Watchdog()
        try {
          const whole = await readWithMembers({ path: fixture.name, bytes: fixture.bytes })
          expect([whole.gaps, missed(fixture, whole)]).toEqual([[], []])
          expect(await wrongOnes(fixture, whole.format, fixtures, [from, to], watchdog)).toEqual([])
        } finally {
          await watchdog.end()
        }
      }, ENOUGH)
    }
  }
}

async function wrongOnes(
  fixture: Fixture,
  format: string,
  others: readonly Fixture[],
  [from, to]: readonly [number, number],
  watchdog: Watchdog,
): Promise<string[]> {
  const wrong: string[] = []
  for (let at = from; at < to; at++) {
    const mutant = mutantOf(fixture, others, at)
    const name = `${fixture.name} mutant ${at} of seed ${RUN}, ${mutant.what}`
    watchdog.begin(name)
    const result = await readWithMembers({ path: fixture.name, bytes: mutant.bytes })
    if (result.gaps.some(({ reason }) => reason === 'reader-crashed')) wrong.push(`${name}: the reader crashed`)
    if (result.gaps.length > 0) continue
    const lost = missed(fixture, result).filter((mark) => !isExcused(fixture, mark, mutant, result.format === format))
    if (lost.length > 0) wrong.push(`${name}: lost ${lost.join(' ')}`)
  }
  return wrong
}

function missed({ marks }: Fixture, { text }: { readonly text: string }): string[] {
  return marks.filter((mark) => !text.includes(mark))
}
