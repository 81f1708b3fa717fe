import { numberedPiece, type Block, type Reading } from '../../model/index.js'

/**
 * Tells whether hidden text of a page says nothing more than the page does: the text layer that scanning programs put
 * under a picture, compared with what OCR reads there. Where the picture was not read, the gap of the page says so, and
 * the layer counts as that of the picture. Cost: linear in the text, once, and only where a page has hidden text.
 */
export function pageRepeats(reading: Reading): (text: string, block: Block) => boolean {
  let seen: ReadonlyMap<number, ReadonlySet<string>> | undefined
  const pictures = reading.gaps.filter(({ reason }) => reason === 'page-without-text' || reason === 'image-not-read')
  const unread = new Set(pictures.map(({ piece }) => piece))
  return (text, { place: { page } }) => {
    if (page === undefined) return false
    if (unread.has(numberedPiece('page', page))) return true
    const shown = (seen ??= pairsByPage(reading)).get(page)
    if (!shown) return false
    const pairs = pairsOf(text)
    return pairs.filter((pair) => shown.has(pair)).length >= ALIKE * pairs.length
  }
}

/** OCR and text layers each misread some characters; a pair is wrong where one of two is. */
const ALIKE = 0.6

function pairsByPage({ parts }: Reading): Map<number, Set<string>> {
  const pages = new Map<number, Set<string>>()
  for (const { kind, text, blocks } of parts) {
    if (kind !== 'body' && kind !== 'image') continue
    for (const { start, end, visibility, place } of blocks) {
      if (visibility !== 'visible' || place.page === undefined) continue
      const pairs = pages.get(place.page) ?? new Set()
      pages.set(place.page, pairs)
      for (const pair of pairsOf(text.slice(start, end))) pairs.add(pair)
    }
  }
  return pages
}

/** Neighbouring letters and digits of a text. */
function pairsOf(text: string): string[] {
  const letters = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2))
}
