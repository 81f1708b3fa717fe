import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { analyse } from 'scslre'
import { beforeAll, describe, expect, it } from 'vitest'

const ALWAYS_MATCHES = 'what follows its first character always matches, so that no attempt fails'
const SHORT = 'it reads at most 200 units'

/** Patterns that could try more than in proportion, and why they do not. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'judge/identifiers/email.ts [a-z0-9][a-z0-9._%+-]*$': SHORT,
  'judge/identifiers/machine-readable-zone.ts <+$': SHORT,
  'judge/identifiers/machine-readable-zone.ts P[A-Z<][A-Z]{3}[A-Z<]+<<[A-Z<]{5,}\\s{1,2}$': SHORT,
  'read/text/script-strings.ts \\((.*)\\)$': 'the term ends with the parenthesis that it looks for',
  'read/formats/doc/fonts.ts \\0.*$': ALWAYS_MATCHES,
  'read/formats/pdf/decode-stream.ts >[\\s\\S]*$': ALWAYS_MATCHES,
  'read/formats/rtf/fonts.ts ;[^]*$': ALWAYS_MATCHES,
  'read/pictures/metafile/emf.ts \\0.*$': ALWAYS_MATCHES,
  'read/pictures/metafile/wmf.ts \\0.*$': ALWAYS_MATCHES,
  'read/markup/xml/strict.ts ^([:A-Z_a-z\\u{c0}-\\u{d6}': ALWAYS_MATCHES,
}

type Pattern = readonly [file: string, source: string, flags: string]

let patterns: readonly Pattern[]
beforeAll(async () => {
  const script = join(import.meta.dirname, 'fixtures/list-patterns.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], { maxBuffer: 1 << 26 })
  patterns = JSON.parse(stdout) as Pattern[]
}, 600_000)

describe('the regular expressions of the program', () => {
  it('are found, those put together by modules too', () => {
    const sources = new Set(patterns.map(([file, source]) => `${file} ${source}`))
    expect(sources.size).toBeGreaterThan(900)
    expect([...sources].some((each) => each.startsWith('read/markup/xml/strict.ts ^xml'))).toBe(true)
  })

  it('take linear time on every text', () => {
    const found = patterns.filter(([, source, flags]) => isSuperlinear(source, flags))
      .map(([file, source]) => `${file} ${source}`)
    expect(found.filter((each) => !Object.keys(EXCEPTIONS).some((known) => each.startsWith(known)))).toEqual([])
    expect(Object.keys(EXCEPTIONS).filter((known) => !found.some((each) => each.startsWith(known)))).toEqual([])
  })

  it.each(['(a+)+$', 'a*a*b', '^(?:\\s*-?[\\d.]+){2,6}\\s+x', '\\s+$'])('are checked by a tool that knows %s', (source) => {
    expect(isSuperlinear(source, '')).toBe(true)
  })
})

/**
 * True for a pattern that can take polynomial or exponential time: by ways to divide a text among its quantifiers, or by
 * attempts that fail late from each start.
 */
function isSuperlinear(source: string, flags: string): boolean {
  return analyse({ source, flags }, { reportTypes: { Move: true }, assumeRejectingSuffix: false }).reports.length > 0
}
