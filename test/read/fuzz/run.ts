import { expect, it } from 'vitest'
import type { Fixture } from './fixtures.js'
import { isExcused, mutantOf, RUN } from './mutants.js'
import { tell } from './oracle.js'
import { Watchdog } from './watchdog.js'

/**
 * `count` mutants of each file, spread over all mutations: none crashes the reader, each ends, and none that lost a mark
 * is read without a gap, unless the bytes of the mark have themselves been changed or taken away, and the format
 * has nothing to tell it by.
 */
export function fuzz(fixtures: readonly Fixture[], count: number): void {
  for (const fixture of fixtures) {
    it(`${fixture.name}: of ${count} mutants of seed ${RUN} none is read as whole that lost a mark`, async () => {
      const watchdog = new Watchdog()
      try {
        const whole = await tell({ path: fixture.name, bytes: fixture.bytes })
        expect([whole.gaps, missed(fixture, whole)]).toEqual([[], []])
        expect(await wrongOnes(fixture, whole.format, fixtures, count, watchdog)).toEqual([])
      } finally {
        await watchdog.end()
      }
    })
  }
}

async function wrongOnes(
  fixture: Fixture,
  format: string,
  others: readonly Fixture[],
  count: number,
  watchdog: Watchdog,
): Promise<string[]> {
  const wrong: string[] = []
  for (let at = 0; at < count; at++) {
    const mutant = mutantOf(fixture, others, at)
    const name = `${fixture.name} mutant ${at} of seed ${RUN}, ${mutant.what}`
    watchdog.begin(name)
    const told = await tell({ path: fixture.name, bytes: mutant.bytes })
    if (told.gaps.some(({ reason }) => reason === 'reader-crashed')) wrong.push(`${name}: the reader crashed`)
    if (told.gaps.length > 0) continue
    const lost = missed(fixture, told).filter((mark) => !isExcused(fixture, mark, mutant, told.format === format))
    if (lost.length > 0) wrong.push(`${name}: lost ${lost.join(' ')}`)
  }
  return wrong
}

function missed({ marks }: Fixture, { text }: { readonly text: string }): string[] {
  return marks.filter((mark) => !text.includes(mark))
}
