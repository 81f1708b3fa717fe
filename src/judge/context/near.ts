import type { Near, Reason, Span } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import { foldedWords } from './folded-words.js'
import { blockAt, type Text } from './part.js'
import { openWindow, type Window } from './window.js'

/** The farthest a sentence, a line or a paragraph reaches on either side, in folded units. */
const REACH = { sentence: 200, line: 500, paragraph: 1000 } as const

/** What stands near the span of what is wanted there: a reason for it, or nothing. */
export function nearSign(text: Text, span: Span, near: Near): Reason | undefined {
  if (near.within === 'part') return inPart(text, near)
  const around = surroundings(text, span, near.within).join(APART)
  return answer(near, (word) => around.includes(word), () => QUANTITY.test(around))
}

/** Stands in no word and joins none. */
const APART = '\0'

/** @param holds whether a word is there @param figures whether a quantity is */
function answer(near: Near, holds: (word: string) => boolean, figures: () => boolean): Reason | undefined {
  if (near.none && foldedWords(near.none).some(holds)) return undefined
  if (near.all && !foldedWords(near.all).every(holds)) return undefined
  const there = foldedWords(near.any).filter(holds)
  const wanted = near.count ?? 1
  if (there.length < wanted && !(near.figures && there.length + 1 >= wanted && figures())) return undefined
  return there[0] === undefined ? { code: 'near-figure' } : { code: 'near-word', args: { word: there[0] } }
}

/** A number of things, of weight, length, money or share. Years, days, clauses and numbers of papers are none. */
const QUANTITY = new RegExp(`(?<![第0-9.〔(\\[-])[0-9][0-9,.]{0,15}(?:余|多|几)?[百千万亿]{0,2}(?:${[
  '吨', '公斤', '千克', '克', '桶', '升', '人', '名', '户', '辆', '架', '艘', '枚', '门', '支', '发', '台', '套', '座', '处',
  '米', '公里', '海里', '平方', '立方', '元', '美元', '%', '兆', 'mw', 'kw', 'khz', 'mhz', 'km', '毫伽',
  '个旅', '个团', '个营', '个连', '个师', '个库', '个点', '箱', '例', '份',
].join('|')})`)

/** The folded text within reach: what is before and what is after, without spaces. */
function surroundings(text: Text, span: Span, within: Exclude<Near['within'], 'part'>): readonly string[] {
  if (typeof within === 'number') return sides(openWindow(text.part.text, span, within * 2), NO_END, within)
  if (within === 'paragraph') return paragraph(text, span)
  const { units, end } = ENDS[within]
  return sides(openWindow(text.part.text, span, REACH[within], units), end, REACH[within])
}

/** What ends a sentence and a line, folded. */
const ENDS = {
  sentence: { units: '。!?;\n\f', end: /[。!?;\n\f]/ },
  line: { units: '\n\f', end: /[\n\f]/ },
} as const

/** Ends nowhere: a number of characters runs over lines. */
const NO_END = /(?!)/

function sides(window: Window, end: RegExp, most: number): readonly string[] {
  const before = (window.before.split(end).at(-1) ?? '').replace(/\s/g, '')
  const after = (window.after.split(end)[0] ?? '').replace(/\s/g, '')
  return [before.slice(-most), after.slice(0, most)]
}

/** The blocks with the hit's own paragraph number; where the format has none, its line and the lines beside it. */
function paragraph({ part }: Text, span: Span): readonly string[] {
  const own = blockAt(part.blocks, span.start)
  const number = part.blocks[own]?.place.paragraph
  if (number === undefined) {
    const window = openWindow(part.text, span, REACH.paragraph, ENDS.line.units, 3)
    const before = window.before.split(/[\n\f]/).slice(-3).join('')
    const after = window.after.split(/[\n\f]/).slice(0, 3).join('')
    return [before.replace(/\s/g, ''), after.replace(/\s/g, '')]
  }
  let first = own
  let last = own
  const same = (at: number): boolean => part.blocks[at]?.place.paragraph === number
  while (same(first - 1) && span.start - part.blocks[first]!.start < REACH.paragraph) first--
  while (same(last + 1) && part.blocks[last]!.end - span.end < REACH.paragraph) last++
  const from = Math.max(part.blocks[first]!.start, span.start - REACH.paragraph)
  const to = Math.min(part.blocks[last]!.end, span.end + REACH.paragraph)
  return [fold(part.text.slice(from, to), { spaces: 'drop' }).text]
}

/** Folded at a time when a whole part is looked through, and how much of each piece is looked at twice. */
const PIECE = 1 << 16
const OVERLAP = 256

/** Looked for once for each rule and part, in pieces: a part may be hundreds of millions of characters. */
function inPart(text: Text, near: Near): Reason | undefined {
  text.held ??= new Map()
  if (!text.held.has(near)) text.held.set(near, searchPart(text.part.text, near))
  return text.held.get(near)
}

function searchPart(text: string, near: Near): Reason | undefined {
  const wanted = [near.any, near.all ?? NONE, near.none ?? NONE].flatMap(foldedWords)
  const words = new Set<string>()
  let figures = false
  const told = (): Reason | undefined => answer(near, (word) => words.has(word), () => figures)
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    const piece = fold(text.slice(from, from + PIECE), { spaces: 'drop' }).text
    for (const word of wanted) if (!words.has(word) && piece.includes(word)) words.add(word)
    figures ||= near.figures === true && QUANTITY.test(piece)
    const done = near.none === undefined ? told() : undefined
    if (done) return done
  }
  return told()
}

const NONE: readonly string[] = []
