import type { XmlElement } from '../../markup/xml/walk.js'
import type { Story } from './story.js'
import { symbol } from '../../text/symbol-font.js'
import { attribute, isOn } from './vocabulary.js'

/** What the walk does when an element opens or closes. */
export type ElementHandler = (story: Story, element: XmlElement) => void

/** Elements whose attributes their own act has told. */
export const SELF_HANDLED_ATTRIBUTES: ReadonlySet<string> = new Set(['w:docVar', 'v:textpath'])

const property: ElementHandler = (story, element) => { story.property(element) }
const lineBreak: ElementHandler = (story) => { story.say('\n') }
const saySymbol: ElementHandler = (story, element) => {
  story.say(symbol(attribute(element, 'font') ?? '', attribute(element, 'char') ?? ''))
}

/** By canonical name. */
export const openHandlers: ReadonlyMap<string, ElementHandler> = new Map<string, ElementHandler>([
  ['w:p', (story) => { story.openParagraph() }],
  ['a:p', (story) => { story.openParagraph() }],
  ['w:r', (story) => { story.openRun() }],
  ['m:r', (story) => { story.openRun() }],
  ['w:vanish', property],
  ['w:color', property],
  ['w:sz', property],
  ['w:shd', property],
  ['w:highlight', property],
  ['w:rStyle', (story, element) => { story.flow.runStyle = attribute(element, 'val') ?? '' }],
  ['w:pStyle', (story, element) => {
    const paragraph = story.flow.paragraphs.at(-1)
    if (paragraph) paragraph.style = attribute(element, 'val') ?? ''
  }],
  ['w:tab', (story, element) => { if (element.attributes.length === 0) story.say('\t') }],
  ['w:ptab', (story) => { story.say('\t') }],
  ['w:br', (story, element) => {
    if (attribute(element, 'type') === 'page') story.turnPage(false)
    else story.say('\n')
  }],
  ['w:cr', lineBreak],
  ['a:br', lineBreak],
  ['w:lastRenderedPageBreak', (story) => { story.turnPage(true) }],
  ['w:pageBreakBefore', (story, element) => { if (isOn(element)) story.turnPage(false) }],
  ['w:noBreakHyphen', (story) => { story.say('-') }],
  ['w:softHyphen', (story) => { story.say('\u00ad') }],
  ['w:sym', saySymbol],
  [':symEx', saySymbol],
  ['w:fldChar', (story, element) => { story.mark(element) }],
  ['w:del', (story) => { story.revise('deletions', 1) }],
  ['w:moveFrom', (story) => { story.revise('deletions', 1) }],
  ['w:ins', (story) => { story.revise('insertions', 1) }],
  ['w:moveTo', (story) => { story.revise('insertions', 1) }],
  ['w:rt', (story) => { story.guide(1) }],
  ['w:tbl', (story) => { story.flow.openTable() }],
  ['w:tblStyle', (story, element) => {
    const table = story.flow.table
    if (table) table.shaded = story.styles(attribute(element, 'val') ?? '').shaded === true
  }],
  ['w:tr', (story) => { story.flow.openRow() }],
  ['w:hidden', (story, element) => { if (story.flow.table) story.flow.table.hiddenRow = isOn(element) }],
  ['w:tc', (story) => { story.flow.openCell() }],
  ['w:gridSpan', (story, element) => {
    const span = Number(attribute(element, 'val'))
    if (story.flow.table && span >= 1 && span <= 1000) story.flow.table.span = span
  }],
  ['w:background', (story) => { story.colour() }],
  ['w:txbxContent', (story) => { story.openBox('textbox') }],
  ['a:txBody', (story) => { if (!story.flow.table) story.openBox('textbox') }],
  ['a:tbl', (story) => { story.flow.openTable() }],
  ['a:tr', (story) => { story.flow.openRow() }],
  ['a:tc', (story) => { story.flow.openCell() }],
  ['a:off', (story, element) => { story.stand(element) }],
  ['a:ext', (story, element) => { story.stand(element) }],
  ['a:chOff', (story, element) => { story.stand(element) }],
  ['a:chExt', (story, element) => { story.stand(element) }],
  [':grpSp', (story) => { story.shape.enterGroup() }],
  ['v:textpath', (story, element) => { story.lettering(element) }],
  ['w:docVar', (story, element) => { story.variable(element) }],
  ['mc:AlternateContent', (story) => { story.alternates(true) }],
  ['mc:Choice', (story) => { story.openBranch() }],
  ['mc:Fallback', (story) => { story.openBranch() }],
])

/** By canonical name. */
export const closeHandlers: ReadonlyMap<string, ElementHandler> = new Map<string, ElementHandler>([
  ['w:p', (story) => { story.closeParagraph() }],
  ['a:p', (story) => { story.closeParagraph() }],
  ['w:del', (story) => { story.revise('deletions', -1) }],
  ['w:moveFrom', (story) => { story.revise('deletions', -1) }],
  ['w:ins', (story) => { story.revise('insertions', -1) }],
  ['w:moveTo', (story) => { story.revise('insertions', -1) }],
  ['w:rt', (story) => { story.guide(-1) }],
  ['w:tc', (story) => { story.closeTableCell('\t') }],
  ['w:tr', (story) => { story.closeTableCell('\n') }],
  ['w:tbl', (story) => { story.flow.tables.pop() }],
  ['w:txbxContent', (story) => { story.closeBox() }],
  ['a:txBody', (story) => { if (!story.flow.table) story.closeBox() }],
  ['a:tc', (story) => { story.closeTableCell('\t') }],
  ['a:tr', (story) => { story.closeTableCell('\n') }],
  ['a:tbl', (story) => { story.flow.tables.pop() }],
  [':sp', (story) => { story.shape.leave() }],
  [':grpSp', (story) => { story.shape.leaveGroup() }],
  ['mc:AlternateContent', (story) => { story.alternates(false) }],
  ['mc:Choice', (story) => { story.closeBranch() }],
  ['mc:Fallback', (story) => { story.closeBranch() }],
])
