import type { XmlElement } from '../../markup/xml/walk.js'
import type { StoryState } from './story-state.js'
import { symbol } from '../../text/symbol-font.js'
import { attribute, isOn } from './vocabulary.js'

/** What the walk does when an element opens or closes. */
export type ElementHandler = (state: StoryState, element: XmlElement) => void

/** Elements whose own handler reports their attributes. */
export const SELF_HANDLED_ATTRIBUTES: ReadonlySet<string> = new Set(['w:docVar', 'v:textpath'])

const property: ElementHandler = (state, element) => { state.property(element) }
const lineBreak: ElementHandler = (state) => { state.addText('\n') }
const addSymbol: ElementHandler = (state, element) => {
  state.addText(symbol(attribute(element, 'font') ?? '', attribute(element, 'char') ?? ''))
}

/** By canonical name. */
export const openHandlers: ReadonlyMap<string, ElementHandler> = new Map<string, ElementHandler>([
  ['w:p', (state) => { state.openParagraph() }],
  ['a:p', (state) => { state.openParagraph() }],
  ['w:r', (state) => { state.openRun() }],
  ['m:r', (state) => { state.openRun() }],
  ['w:vanish', property],
  ['w:color', property],
  ['w:sz', property],
  ['w:b', property],
  ['w:jc', property],
  ['w:shd', property],
  ['w:highlight', property],
  ['w:rFonts', property],
  ['a:latin', property],
  ['a:sym', property],
  ['w:rStyle', (state, element) => { state.flow.runStyle = attribute(element, 'val') ?? '' }],
  ['w:pStyle', (state, element) => {
    const paragraph = state.flow.paragraphs.at(-1)
    if (paragraph) paragraph.style = attribute(element, 'val') ?? ''
  }],
  ['w:tab', (state, element) => { if (element.attributes.length === 0) state.addText('\t') }],
  ['w:ptab', (state) => { state.addText('\t') }],
  ['w:br', (state, element) => {
    if (attribute(element, 'type') === 'page') state.turnPage(false)
    else state.addText('\n')
  }],
  ['w:cr', lineBreak],
  ['a:br', lineBreak],
  ['w:lastRenderedPageBreak', (state) => { state.turnPage(true) }],
  ['w:pageBreakBefore', (state, element) => { if (isOn(element)) state.turnPage(false) }],
  ['w:noBreakHyphen', (state) => { state.addText('-') }],
  ['w:softHyphen', (state) => { state.addText('\u00ad') }],
  ['w:sym', addSymbol],
  [':symEx', addSymbol],
  ['w:fldChar', (state, element) => { state.mark(element) }],
  ['w:fldData', (state) => { state.fieldData = '' }],
  ['w:del', (state) => { state.revise('deletions', 1) }],
  ['w:moveFrom', (state) => { state.revise('deletions', 1) }],
  ['w:ins', (state) => { state.revise('insertions', 1) }],
  ['w:moveTo', (state) => { state.revise('insertions', 1) }],
  ['w:bdo', (state, element) => { state.override(element, true) }],
  ['w:rt', (state) => { state.guide(1) }],
  ['w:tbl', (state) => { state.flow.openTable() }],
  ['w:tblStyle', (state, element) => {
    const table = state.flow.table
    if (table) table.shaded = state.styles(attribute(element, 'val') ?? '').shaded === true
  }],
  ['w:tr', (state) => { state.flow.openRow() }],
  ['w:hidden', (state, element) => { if (state.flow.table) state.flow.table.hiddenRow = isOn(element) }],
  ['w:tc', (state) => { state.flow.openCell() }],
  ['w:gridSpan', (state, element) => {
    const span = Number(attribute(element, 'val'))
    if (state.flow.table && span >= 1 && span <= 1000) state.flow.table.span = span
  }],
  ['w:background', (state) => { state.colour() }],
  ['w:txbxContent', (state) => { state.openBox('textbox') }],
  ['a:txBody', (state) => { if (!state.flow.table) state.openBox('textbox') }],
  ['a:tbl', (state) => { state.flow.openTable() }],
  ['a:tr', (state) => { state.flow.openRow() }],
  ['a:tc', (state) => { state.flow.openCell() }],
  ['a:off', (state, element) => { state.stand(element) }],
  ['a:ext', (state, element) => { state.stand(element) }],
  ['a:chOff', (state, element) => { state.stand(element) }],
  ['a:chExt', (state, element) => { state.stand(element) }],
  [':grpSp', (state) => { state.shape.enterGroup() }],
  ['v:textpath', (state, element) => { state.lettering(element) }],
  ['w:docVar', (state, element) => { state.variable(element) }],
  ['mc:AlternateContent', (state) => { state.alternates(true) }],
  ['mc:Choice', (state) => { state.openBranch() }],
  ['mc:Fallback', (state) => { state.openBranch() }],
])

/** By canonical name. */
export const closeHandlers: ReadonlyMap<string, ElementHandler> = new Map<string, ElementHandler>([
  ['w:fldData', (state) => { state.closeFieldData() }],
  ['w:p', (state) => { state.closeParagraph() }],
  ['a:p', (state) => { state.closeParagraph() }],
  ['w:del', (state) => { state.revise('deletions', -1) }],
  ['w:moveFrom', (state) => { state.revise('deletions', -1) }],
  ['w:ins', (state) => { state.revise('insertions', -1) }],
  ['w:moveTo', (state) => { state.revise('insertions', -1) }],
  ['w:bdo', (state, element) => { state.override(element, false) }],
  ['w:rt', (state) => { state.guide(-1) }],
  ['w:tc', (state) => { state.closeTableCell('\t') }],
  ['w:tr', (state) => { state.closeTableCell('\n') }],
  ['w:tbl', (state) => { state.flow.tables.pop() }],
  ['w:txbxContent', (state) => { state.closeBox() }],
  ['a:txBody', (state) => { if (!state.flow.table) state.closeBox() }],
  ['a:tc', (state) => { state.closeTableCell('\t') }],
  ['a:tr', (state) => { state.closeTableCell('\n') }],
  ['a:tbl', (state) => { state.flow.tables.pop() }],
  [':sp', (state) => { state.shape.leave() }],
  [':grpSp', (state) => { state.shape.leaveGroup() }],
  ['mc:AlternateContent', (state) => { state.alternates(false) }],
  ['mc:Choice', (state) => { state.closeBranch() }],
  ['mc:Fallback', (state) => { state.closeBranch() }],
])
