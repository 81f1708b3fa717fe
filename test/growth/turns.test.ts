import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createScreener, type Screener } from '../../src/index.js'
import { nextTurn } from '../../src/model/index.js'
import { constructs, type Construct } from './constructs.js'

/** Documents of one long piece each, so that only turns within the passes can be many. */
const PASSES: readonly (readonly [pass: string, construct: string])[] = [
  ['marks of a text', 'b.txt: "机密★5年\\n"'],
  ['identifiers of a text', 'b.txt: "330102199001011234 \\n"'],
  ['mail addresses of a text', 'a.txt: "a@b.c "'],
  ['texts packed in a text', 'a.txt: "AKIAIOSFODNN7EXAMPLE "'],
  ['cells of a table', 'a.csv: "a,b\\n"'],
  ['an HTML page', 'a.html: "<p>a</p>"'],
  ['a style sheet', 'b.html: ".a{b:c}"'],
  ['a Markdown page', 'a.md: "<p>机密</p>\\n\\n"'],
  ['an XML document', 'a.xml: "<b>a</b>"'],
  ['a malformed XML document', 'a.xml: "<!DOCTYPE"'],
  ['XML of too many levels', 'a.xml: "<b>"'],
  ['the body of a Word document', 'a.docx: "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"'],
  ['a sheet', 'a.xlsx: rows'],
  ['shared strings', 'a.xlsx: unused shared strings'],
  ['a slide', 'a.pptx: shapes of one slide'],
  ['an OpenDocument text', 'a.odt: paragraphs'],
  ['a page of OFD', 'a.ofd: texts at one place'],
  ['an RTF document', 'a.rtf: "\\\\par "'],
  ['pictures of an RTF document', 'a.rtf: "{\\\\pict 00}"'],
  ['parts of a mail', 'e.eml: "--a\\r\\n\\r\\nb\\r\\n"'],
  ['members of an archive', 'a.zip: entries'],
  ['objects of a PDF file', 'a.pdf: objects'],
]
const COUNTS = [256, 2048] as const

let screener: Screener
beforeAll(async () => { screener = await createScreener({ ocr: 'off' }) })
afterEach(async () => {
  // Other tests of this process go by the true clock.
  vi.spyOn(performance, 'now').mockReturnValue(0)
  await nextTurn()
  vi.restoreAllMocks()
})

describe('a screening gives the event loop turns', () => {
  it.each(PASSES)('within %s', async (_pass, name) => {
    everyLookAtTheClockEndsATurn()
    const [few, many] = [await turnsFor(named(name), COUNTS[0]), await turnsFor(named(name), COUNTS[1])]
    expect(many - few).toBeGreaterThan(2)
  })

  it.each(PASSES)('and so is stopped by a signal within %s', async (_pass, name) => {
    everyLookAtTheClockEndsATurn()
    const { file, build } = named(name)
    const reason = new Error('stopped')
    const controller = new AbortController()
    const screening = screener.screenAll(build(COUNTS[1]), { name: file, signal: controller.signal })
    afterTurns(3, () => { controller.abort(reason) })
    await expect(screening).rejects.toBe(reason)
  })
})

/** So that the turns do not depend on the speed of the machine. */
function everyLookAtTheClockEndsATurn(): void {
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
}

function named(name: string): Construct {
  return constructs().find((construct) => construct.name === name)!
}

async function turnsFor({ file, build }: Construct, count: number): Promise<number> {
  const turns = vi.spyOn(globalThis, 'setImmediate')
  await screener.screenAll(build(count), { name: file })
  const { length } = turns.mock.calls
  turns.mockRestore()
  return length
}

function afterTurns(turns: number, then: () => void): void {
  setImmediate(() => {
    if (turns === 0) then()
    else afterTurns(turns - 1, then)
  })
}
