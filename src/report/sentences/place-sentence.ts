import type { Location } from '../../model/index.js'
import { fill, type Messages } from '../messages/index.js'
import { escapeControls } from '../text/escape-controls.js'

/** The location of a finding in words: `第 2 页 第 3 段 · 页眉 (word/header1.xml)`. */
export function placeSentence(location: Location, messages: Messages): string {
  const { report } = messages
  const numbers = (['page', 'paragraph', 'line', 'column'] as const)
    .filter((field) => location[field] !== undefined)
    .map((field) => fill(report[field], { [field]: location[field]! }))
  const table = [
    ...(location.sheet ? [fill(report.sheet, { sheet: escapeControls(location.sheet) })] : []),
    ...(location.cell ? [fill(report.cell, { cell: escapeControls(location.cell) })] : []),
  ]
  const piece = location.name && location.name !== location.sheet ? ` (${escapeControls(location.name)})` : ''
  const part = messages.parts[location.kind] + piece
  return [[...table, ...numbers].join(' '), part].filter((word) => word !== '').join(' · ')
}
