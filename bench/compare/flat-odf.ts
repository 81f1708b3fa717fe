import { SaxesParser } from 'saxes'

/** Elements at which a word ends: they begin another text, or join what is not one word in the file. */
const BREAKS = new Set([
  'text:p', 'text:h', 'text:s', 'text:tab', 'text:line-break', 'text:note', 'text:ruby-text', 'table:table-cell',
  'office:annotation', 'office:annotation-end', 'text:change', 'text:change-start', 'text:change-end',
])

/** What LibreOffice adds: settings, dates and times of its own, numbers it counts, what it says of charts. */
const ADDED = new Set([
  'office:settings', 'office:scripts', 'office:font-face-decls', 'office:binary-data', 'office:meta', 'office:styles',
  'office:automatic-styles', 'office:event-listeners', 'config:config-item', 'dc:date', 'dc:creator', 'svg:desc',
  'meta:creator-initials', 'text:note-citation', 'text:page-number', 'text:page-count', 'text:date', 'text:time',
  'text:sheet-name', 'text:title', 'text:file-name', 'presentation:date-time-decl',
])

/**
 * The words of a flat OpenDocument file: every text of its body and of its master pages. A number is written as it is
 * stored, not as its cell would show it; dates and times, which are stored as numbers elsewhere, are left out.
 */
export function wordsOfFlatOdf(xml: string): string {
  const pieces: string[] = []
  let added = 0
  const numbers: boolean[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (ADDED.has(name)) added++
    if (BREAKS.has(name)) pieces.push('\n')
    if (!isCell(name)) return
    const type = attributes['office:value-type']
    numbers.push(type !== undefined && type !== 'string')
    const value = attributes['office:value']
    if (value !== undefined) pieces.push('\n', String(Number(value)), '\n')
  })
  parser.on('closetag', ({ name }) => {
    if (ADDED.has(name)) added--
    if (isCell(name)) numbers.pop()
    if (BREAKS.has(name)) pieces.push('\n')
  })
  parser.on('text', (text) => {
    if (added === 0 && !numbers.at(-1)) pieces.push(text)
  })
  parser.write(xml).close()
  return pieces.join('')
}

function isCell(name: string): boolean {
  return name === 'table:table-cell' || name === 'table:covered-table-cell'
}
