import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { constructs } from './constructs.js'

/** Tokens that once cost more than in proportion, and those that open what another token closes. */
const TOKENS = [
  'a.txt: "内部"', 'a.txt: "@"', 'a.txt: "4111 1111 1111 1111 "', 'a.txt: "~"', 'b.txt: "机密★5年\\n"', 'b.txt: "密码：a\\n"',
  'b.txt: "password: a \\n"', 'b.txt: "AKIAIOSFODNN7EXAMPLE \\n"', 'b.txt: "=?utf-8?B?"', 'b.txt: "61 62 63 "', 'b.txt: "M\\n"',
  'a.md: "["', 'a.md: "![a](b "', 'a.md: "| a | b |\\n"', 'a.csv: "机,密\\n"', 'a.csv: "\\"a"', 'a.json: "[[],"', 'a.yaml: "a: &a [*a]\\n"',
  'a.ics: "SUMMARY:机\\n 密\\n"', 'a.vcf: "NOTE;ENCODING=QUOTED-PRINTABLE:=E6\\n"', 'a.log: "a\\rb\\r"', 'a.tex: "\\\\a{"',
  'a.html: "<td>机</td><td>密</td>"', 'a.html: "<a"', 'a.html: "<!--"', 'a.html: "<div>"', 'a.html: "<ruby>a<rt>b"', 'a.html: "<img src=\\"data:,a\\">"',
  'b.html: "{"', 'b.html: "{…}"', 'b.html: ".a{"', 'b.html: "var("', 'a.xml: "<b>"', 'a.xml: "<![CDATA["', 'a.xml: "&a;"', 'b.xml: "<!ENTITY a \\"&a;\\">"',
  'a.svg: "<path d=\\"M0 0L1 1\\"/>"', 'a.pdf: "/Alt("', 'a.pdf: "<"', 'a.pdf: "<<"', 'a.pdf: "%PDF-1.7\\n"', 'a.pdf: "9 0 obj\\n<<>>stream\\n"', 'a.pdf: "xref\\n"',
  'a.rtf: "{"', 'a.rtf: "{\\\\pict 00}"', 'a.rtf: "{\\\\*\\\\objdata 00}"', 'a.eml: "begin 644 a\\r\\n"', 'b.eml: "X: a\\r\\n b\\r\\n"',
  'c.eml: "=?utf-8?B?5py6?="', 'd.eml: "a*0=b;"', 'e.eml: "--a\\r\\n\\r\\nb\\r\\n"', 'a.mbox: "From a@b Thu Jan  1 00:00:00 1970\\r\\n\\r\\na\\r\\n"',
  'b.zip: "PK\\u0001\\u0002"',
]
const NAMES = constructs().map(({ name }) => name).filter((name) => !name.includes('"') || TOKENS.includes(name))

/** Items at ×1. */
const COUNT = 128
/**
 * The steps that one doubling adds over those that the doubling before it added: 2 where they grow with n, 2.3 with
 * n·log n, 2.8 with n·√n, 4 with n². The differences leave out what every document costs.
 */
const MOST_GROWTH = 2.5

let steps: Readonly<Record<string, readonly [number, number, number, number]>>
beforeAll(async () => {
  const script = join(import.meta.dirname, 'fixtures/count-steps.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, String(COUNT), ...NAMES])
  steps = JSON.parse(stdout) as typeof steps
}, 600_000)

describe('the steps of a screening grow no faster than n·log n', () => {
  it('in constructs that exist', () => {
    expect(TOKENS.filter((token) => !NAMES.includes(token))).toEqual([])
  })

  it.each(NAMES)('with %s', (name) => {
    const [one, two, four, eight] = steps[name]!
    // Where only one doubling adds much, a limit was passed in it.
    const [first, second, third] = [two - one, four - two, eight - four]
    expect(Math.min(second - MOST_GROWTH * first, third - MOST_GROWTH * second)).toBeLessThanOrEqual(0)
  })
})
