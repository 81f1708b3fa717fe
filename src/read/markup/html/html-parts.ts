import type { Document, Part } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake } from '../../reader.js'
import { wholeText } from '../../text/plain-text.js'
import { elementsOf, mayDrawLetters, withoutElements } from '../../text/svg-shapes.js'
import { lookInside, PLAIN_LOOK } from './look.js'
import { Page } from './page.js'
import { styleSheet } from './styles.js'
import { TooDeep, walkHtml, walkHtmlNow } from './walk.js'

/** What was read from one HTML source. */
export interface HtmlParts {
  readonly parts: Part[]
  readonly members: Document[]
}

/**
 * Reads decoded HTML. With `kept`, line ends in the source are line ends of the text, as in Markdown. Where elements
 * nest too deep, the parts are the text without tags and the source, and there is a gap.
 */
export async function htmlParts(
  intake: Intake, source: string, name: string, kept = false,
): Promise<HtmlParts> {
  const depth = intake.budget.limits.xmlDepth
  const sheet = await styleSheet(source, intake.budget)
  const page: Page = new Page(source, {
    name,
    path: intake.document.path,
    inside: (inner, look) => {
      try {
        walkHtmlNow(inner, page, sheet, { depth, kept, base: lookInside(look, 'template', {}, {}) })
      } catch (stop) {
        if (!(stop instanceof TooDeep)) throw stop
        intake.budget.refuseDepth('')
        page.markup(inner)
      }
    },
  })
  try {
    await walkHtml(source, page, sheet, { depth, kept, base: PLAIN_LOOK }, intake.budget)
    const hasContent = page.parts.length + page.members.length > 0
    const parts = hasContent || source.trim() === '' ? page.parts : [wholeText(new PartBuilder('markup', name), source)]
    return { parts, members: [...page.members, ...drawings(source, intake.document.path)] }
  } catch (stop) {
    if (!(stop instanceof TooDeep)) throw stop
    intake.budget.refuseDepth(name)
    return { parts: flatParts(source, name), members: page.members }
  }
}

/** The text without tags, in which words are whole, and the source, which includes the words in tags. */
function flatParts(source: string, name: string): Part[] {
  const text = source.replace(/<[^<>]*>/g, (tag) => (/^<\/?(p|div|td|tr|li|br|h\d)\b/i.test(tag) ? '\n' : ''))
  return [wholeText(new PartBuilder('body', name), text), wholeText(new PartBuilder('markup', name), source)]
}

/**
 * Drawings in the page (`svg`), each different one as a document: its reader looks at them where their shapes could be
 * letters. Their texts are read with the page.
 */
function drawings(source: string, path: string): Document[] {
  const found = new Set(elementsOf(source, 'svg').map((drawing) => standalone(drawing)))
  return [...found].filter(mayDrawLetters)
    .map((drawing, at) => ({ path: `${path}!drawing-${at + 1}.svg`, bytes: Buffer.from(drawing, 'utf8') }))
}

/** With the namespaces that HTML leaves out, and without texts. */
function standalone(drawing: string): string {
  const shapes = ['text', 'title', 'desc', 'style', 'script'].reduce(withoutElements, drawing)
  const names = ['xmlns="http://www.w3.org/2000/svg"', 'xmlns:xlink="http://www.w3.org/1999/xlink"']
    .filter((name) => !shapes.includes(name.split('=')[0]! + '='))
  return shapes.replace(/^<svg\b/i, `<svg ${names.join(' ')}`)
}
