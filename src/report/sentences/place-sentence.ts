import type { Location } from '../../model/index.js'
import { fill, type Messages } from '../messages/index.js'
import { harmless } from '../text/harmless.js'

/** Where it is, in words: `第 2 页 第 3 段 · 页眉 (word/header1.xml)`. */
export function placeSentence(location: Location, say: Messages): string {
  const { report } = say
  const numbers = (['page', 'paragraph', 'line', 'column'] as const)
    .filter((field) => location[field] !== undefined)
    .map((field) => fill(report[field], { [field]: location[field]! }))
  const table = [
    ...(location.sheet ? [fill(report.sheet, { sheet: harmless(location.sheet) })] : []),
    ...(location.cell ? [fill(report.cell, { cell: harmless(location.cell) })] : []),
  ]
  const piece = location.name && location.name !== location.sheet ? ` (${harmless(location.name)})` : ''
  return [[...table, ...numbers].join(' '), say.parts[location.kind] + piece].filter((word) => word !== '').join(' · ')
}
