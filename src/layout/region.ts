import type { Part, Region } from '../model/index.js'
import type { Layout } from './layout.js'
import { lineEnd } from './lines.js'

/**
 * The region of an offset: in a quotation or in the title of another document, in a table, in an element of the
 * layout, in a list. `index` is that of the part. `undefined` for running text, and where nothing is known. Cost: at
 * most 400 code units are read.
 */
export function regionAt(layout: Layout, part: Part, index: number, offset: number): Region | undefined {
  const left = lineBefore(part.text, offset)
  const right = part.text.slice(offset, Math.min(lineEnd(part.text, offset), offset + REACH))
  const own = index === layout.index ? elementAt(layout, offset) : undefined
  if (own === 'title' || own === 'head') return own
  return quotationAt(left, right)
    ?? (left.includes('\t') || right.includes('\t') || part.kind === 'cell' ? 'table' : undefined)
    ?? own
    ?? (LIST_ITEM.test(left) ? 'list' : undefined)
}

/** Code units read on each side. */
const REACH = 200
const LIST_ITEM = /^\s{0,8}(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、)）]|[-*•●■])/

/** The element of the layout at an offset. Cost: O(log elements). */
function elementAt({ regions }: Layout, offset: number): Region | undefined {
  let [low, high] = [0, regions.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const { region, start, end } = regions[middle]!
    if (offset < start) high = middle - 1
    else if (offset >= end) low = middle + 1
    else return region
  }
  return undefined
}

function lineBefore(text: string, offset: number): string {
  const from = Math.max(0, offset - REACH)
  const near = text.slice(from, offset)
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\f')) + 1)
}

/** The innermost pair of 《》 or quotation marks around the offset. */
function quotationAt(left: string, right: string): Region | undefined {
  for (let at = left.length - 1; at >= 0; at--) {
    const character = left.charAt(at)
    if (CLOSERS.includes(character)) return undefined
    const pair = OPENERS.indexOf(character)
    if (pair >= 0) return right.includes(CLOSERS.charAt(pair)) ? (pair < 2 ? 'cited-title' : 'quotation') : undefined
  }
  return undefined
}

const OPENERS = '《〈“‘「『'
const CLOSERS = '》〉”’」』'
