import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { Budget } from '../../../src/read/budget.js'
import { OpenElements } from '../../../src/read/markup/xml/elements.js'
import { stoppable } from '../../../src/read/markup/xml/stop.js'
import { walkStrictly } from '../../../src/read/markup/xml/strict.js'
import type { XmlHandler } from '../../../src/read/markup/xml/walk.js'
import { TextWindow } from '../../../src/read/markup/xml/window.js'

/** What was heard of a piece of XML, text joined; undefined: it is malformed. */
type Heard = readonly string[] | undefined

/** Hears with one text between two tags; text outside the root is but spaces, and not told. */
class Ear {
  readonly heard: string[] = []
  #depth = 0
  #text = ''

  open(name: string, attributes: readonly (readonly [string, string])[]): void {
    this.#tell()
    this.#depth++
    this.heard.push(`<${name} ${JSON.stringify(attributes)}`)
  }

  close(name: string): void {
    this.#tell()
    this.#depth--
    this.heard.push(`>${name}`)
  }

  text(text: string): void {
    if (this.#depth > 0) this.#text += text
  }

  aside(text: string): void {
    this.heard.push(`!${text}`)
  }

  #tell(): void {
    if (this.#text !== '') this.heard.push(this.#text)
    this.#text = ''
  }
}

function bySaxes(xml: string): Heard {
  const ear = new Ear()
  const parser = new SaxesParser({ position: false })
  parser.on('opentag', ({ name, attributes }) => { ear.open(name, Object.entries(attributes)) })
  parser.on('closetag', ({ name }) => { ear.close(name) })
  parser.on('text', (run) => { ear.text(run) })
  parser.on('cdata', (run) => { ear.text(run) })
  parser.on('comment', (run) => { ear.aside(run) })
  parser.on('doctype', (run) => { ear.aside(run) })
  parser.on('processinginstruction', ({ body }) => { ear.aside(body) })
  parser.on('error', (error) => { throw error })
  try {
    parser.write(xml).close()
  } catch {
    return undefined
  }
  return ear.heard
}

/** With so small a window that every construct is cut by its border. */
async function byUs(xml: string, window: number): Promise<Heard> {
  const ear = new Ear()
  const handler: XmlHandler = {
    open: ({ name, attributes }) => { ear.open(name, attributes.map((one) => [one.name, one.value])) },
    close: ({ name }) => { ear.close(name) },
    text: (run) => { ear.text(run) },
  }
  const outcome = await stoppable(() => walkStrictly(
    new TextWindow(Buffer.from(xml), window), new OpenElements(handler, 1000), (run) => { ear.aside(run) }, new Budget(LIMITS),
  ))
  return outcome === 'done' ? ear.heard : undefined
}

const NAMES = fc.constantFrom('a', 'w:p', 'w:p', 'w:t', '密级', '_x-1.2', 'a·', '𠀀')
const SPACE = fc.constantFrom('', ' ', '\n', '\r\n\t')
const RUN = fc.stringMatching(/^(?:[a-z机密 \n\r\t'"\]>]|&amp;|&lt;|&#26426;|&#x5bc6;|&#10;|&apos;|𠀀|é){0,12}$/)
  .map((run) => run.replaceAll(']]>', ''))
const ASIDE = RUN.map((run) => run.replaceAll(/[?>-]|&[^;]*;/g, ''))
const VALUE = fc.tuple(RUN, fc.constantFrom('"', '\''), SPACE, SPACE)
  .map(([value, quote, before, after]) => `${before}=${after}${quote}${value.replaceAll(quote, '')}${quote}`)
const ATTRIBUTES = fc.uniqueArray(fc.tuple(NAMES, VALUE, fc.constantFrom(' ', '\n\t')), { maxLength: 3, selector: ([name]) => name })
  .map((list) => list.map(([name, value, space]) => `${space}${name}${value}`).join(''))

const { node } = fc.letrec<{ node: string; element: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 }, RUN, ASIDE.map((run) => `<!--${run}-->`), ASIDE.map((run) => `<?x ${run}?>`), RUN.map((run) => `<![CDATA[${run}]]>`),
    tie('element'), tie('element'),
  ),
  element: fc.tuple(NAMES, ATTRIBUTES, SPACE, fc.option(fc.array(tie('node'), { maxLength: 4 })))
    .map(([name, attributes, space, nodes]) => nodes === null
      ? `<${name}${attributes}${space}/>`
      : `<${name}${attributes}${space}>${nodes.join('')}</${name}${space}>`),
}))
const PLAIN = ['', '\ufeff', '<?xml version="1.0"?>', '<?xml version=\'1.0\' encoding="utf-8" standalone = "no" ?>\n']
const TYPED = ['<!DOCTYPE a [<!ENTITY x "<]>"><!-- \' -->]>', '<?xml version="1.0"?> <!DOCTYPE a SYSTEM ">">']
const DOCUMENT = document([...PLAIN, ...TYPED])

function document(prologues: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...prologues), SPACE, NAMES, ATTRIBUTES, fc.array(node, { maxLength: 5 }), SPACE)
    .map(([prologue, space, name, attributes, nodes, end]) => `${prologue}${space}<${name}${attributes}>${nodes.join('')}</${name}>${end}`)
}

/** What breaks XML when it stands in the wrong place. */
const DAMAGE = fc.constantFrom('', '<', '>', '&', ';', '"', '\'', '/', '=', ' ', ']]>', '-', '--', '-->', '?', '?>', '<!', '<![CDATA[',
  '<!--', '<?', '&x;', '&#0;', '&#xD800;', '&#1;', '\u0001', '\ufffe', '<a>', '</a>', '<a/>', '\r', '1', ':', '<?xml?>')
const WINDOW = fc.constantFrom(1, 7, 64, 1 << 18)

describe('walkStrictly, beside saxes,', () => {
  it('hears the same of every well-formed document', async () => {
    await fc.assert(fc.asyncProperty(DOCUMENT, WINDOW, async (xml, window) => {
      const heard = bySaxes(xml)
      fc.pre(heard !== undefined)
      expect(await byUs(xml, window)).toEqual(heard)
    }), { numRuns: 3000 })
  })

  it('hears the same of every damaged one, or calls it malformed where saxes does', async () => {
    const wound = fc.tuple(fc.nat(), fc.nat({ max: 4 }), DAMAGE)
    await fc.assert(fc.asyncProperty(document(PLAIN), fc.array(wound, { minLength: 1, maxLength: 3 }), WINDOW, async (xml, wounds, window) => {
      const damaged = wounds.reduce((text, [at, cut, put]) => {
        const start = at % (text.length + 1)
        return (text.slice(0, start) + put + text.slice(start + cut)).toWellFormed()
      }, xml)
      expect(await byUs(damaged, window)).toEqual(bySaxes(damaged))
    }), { numRuns: 5000 })
  })

  it.each([
    ['<a/><!---->'], ['<a><![CDATA[]]]]></a>'], ['<a><![CDATA[]]></a>'], ['<a></a >'], ['<a></a\n>'], ['<a></ a>'], ['<a ></a>'],
    ['<a b=""c=""/>'], ['<a b/>'], ['<a b=x/>'], ['<a b="<"/>'], ['<a b=">"/>'], ['<a b=\'"\'/>'], ['<a/ >'], ['< a/>'], ['<a></b>'],
    ['<a>]]></a>'], ['<a>]] ></a>'], ['<a b="]]>"/>'], ['<a>&#00000000000000000000000000000000000000000000000000000000000000000000065;</a>'],
    ['<a>&#x110000;</a>'], ['<a>&#X41;</a>'], ['<a>&;</a>'], ['<a>&amp</a>'], ['<a>&AMP;</a>'], ['<?a?><a/>'], ['<?a b ?><a/>'], ['<? a?><a/>'],
    ['<?XML x?><a/>'], [' <?xml version="1.0"?><a/>'], ['<?xml version="2.0"?><a/>'], ['<?xml encoding="x"?><a/>'], ['<?xml version="1.0" ?><a/>'],
    ['<a/><?a??>'], ['<a/><?a?b?>'], ['<a/><!-- - -->'], ['<a/><!-- --->'], ['<!DOCTYPE a><!DOCTYPE a><a/>'], ['<a/><!DOCTYPE a>'], ['<!doctype a><a/>'],
    ['<a/>x'], ['x<a/>'], ['<a/>\u00a0'], ['<![CDATA[x]]><a/>'], [''], [' '], ['<a/><'], ['<a/><!'], ['<a>\r\n\r\t</a>'], ['<a b="\r\n\t"/>'],
    ['<a b="&#10;&#9;"/>'], ['<a b="&lt;&gt;"/>'], ['<\u00d7/>'], ['<a \u00d7="1"/>'], ['<1/>'], ['<-/>'], ['<a:b:c/>'], ['<:/>'], ['<a/>\ufeff'],
  ])('agrees about %j', async (xml) => {
    for (const window of [1, 5, 1 << 18]) expect(await byUs(xml, window)).toEqual(bySaxes(xml))
  })
})
