import { describe, expect, it } from 'vitest'
import { isUnseen, outcomeOf } from './outcome.js'
import { PAYLOADS } from './payloads.js'
import type { Host } from './regions/region.js'

/** Two payloads for each region; with `REGIONS=all`, every one. */
const EVERY = process.env.REGIONS === 'all'
const STEP = 3

/**
 * Puts a text, a picture or an archive into each region of each file: none of them is read as whole without the payload
 * being read, looked at or a gap.
 */
export function accountsForEveryRegion(hosts: readonly Host[]): void {
  describe.each([...hosts])('$name', ({ name, bytes, regions }) => {
    it('has no gap as it is', async () => {
      expect((await outcomeOf(name, bytes)).gaps).toEqual([])
    })

    it('hides nothing in any of its regions', async () => {
      const hidden: string[] = []
      for (const [index, [region, insert]] of Object.entries(regions).entries()) {
        const payloads = EVERY ? PAYLOADS : [0, STEP].map((step) => PAYLOADS[(index + step) % PAYLOADS.length]!)
        for (const payload of payloads) {
          const whole = insert(payload.bytes)
          if (whole && isUnseen(await outcomeOf(name, whole))) hidden.push(`${payload.name} ${region}`)
        }
      }
      expect(hidden).toEqual([])
    })
  })
}
