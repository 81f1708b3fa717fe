import { describe, expect, it } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { createProgress, type ProgressStyle } from '../../src/cli/output/progress.js'
import type { Screening } from '../../src/model/index.js'
import { messagesIn } from '../../src/report/messages/index.js'

const screening = (verdict: Screening['verdict'], bytes = 0): Screening => ({
  path: 'a', format: 'text', bytes, verdict, findings: [], gaps: [], suppressed: [], remarks: [],
})

/** Progress with a clock set by the test, and what it wrote. */
function started(style: ProgressStyle, columns = 200) {
  const said: string[] = []
  const clock = { milliseconds: 0 }
  const write = async (text: string | Uint8Array): Promise<boolean> => said.push(String(text)) > 0
  const stderr = { isTTY: style === 'line', columns, write }
  const progress = createProgress({ stderr } as unknown as Io, messagesIn('en'), style, () => clock.milliseconds)
  return { progress, said, clock }
}

describe('progress', () => {
  it('in plain lines is written every ten seconds, with rate, time left and the slowest document', () => {
    const { progress, said, clock } = started('lines')
    progress.setTotal(100)
    progress.addDuration('slow.pdf', 65_000)
    progress.addDuration('quick.pdf', 10)
    for (clock.milliseconds = 500; clock.milliseconds <= 20_000; clock.milliseconds += 500) {
      progress.add([screening('review', 1_000_000)])
    }
    const rest = '2.0/s · 2.0 MB/s · slowest slow.pdf (1 min 5 s)\n'
    expect(said).toEqual([
      `20 documents · do not publish 0 · review 20 · incomplete 0 · 40 s left · ${rest}`,
      `40 documents · do not publish 0 · review 40 · incomplete 0 · 30 s left · ${rest}`,
    ])
  })

  it('counts members as documents, and estimates the time left by sources', () => {
    const { progress, said, clock } = started('lines')
    progress.setTotal(3)
    clock.milliseconds = 10_000
    progress.add([screening('block'), screening('clear')])
    expect(said.join('')).toContain('2 documents · do not publish 1 · review 0 · incomplete 0 · 20 s left')
  })

  it('on one line drops what does not fit, the least important first', () => {
    const { progress, said, clock } = started('line', 66)
    progress.addDuration('slow.pdf', 1)
    clock.milliseconds = 1000
    progress.add([screening('clear'), screening('clear')])
    expect(said).toEqual(['2 documents · do not publish 0 · review 0 · incomplete 0'])
    progress.clear()
    expect(said[1]).toBe(`\r${' '.repeat(said[0]!.length)}\r`)
  })

  it('can be turned off', () => {
    const { progress, said, clock } = started('none')
    clock.milliseconds = 60_000
    progress.add([screening('clear'), screening('clear')])
    progress.clear()
    expect(said).toEqual([])
  })
})
