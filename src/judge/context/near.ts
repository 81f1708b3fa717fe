import { blockIndexAt, type Near, type Reason, type Span } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import { foldedWords } from './folded-words.js'
import type { PartContext } from './part.js'
import { openWindow, type Window } from './window.js'

/** How far a sentence, a line or a paragraph is read on each side, in folded units. */
const REACH = { sentence: 200, line: 500, paragraph: 1000 } as const

/** The reason if the words that a rule requires near its hit are there; otherwise `undefined`. */
export function findNear(context: PartContext, span: Span, near: Near): Reason | undefined {
  if (near.within === 'part') return findInPart(context, near)
  const sides = textAround(context, span, near.within)
  const around = sides.join(SEPARATOR)
  const hasQuantity = () => (near.within === 'paragraph' ? QUANTITY.test(around) : isQuantified(sides))
  return checkNear(near, (word) => around.includes(word), hasQuantity)
}

/** Occurs in no word, so no word is found across it. */
const SEPARATOR = '\0'

/**
 * @param contains whether a folded word is near
 * @param containsQuantity whether a quantity is near
 */
function checkNear(
  near: Near, contains: (word: string) => boolean, containsQuantity: () => boolean,
): Reason | undefined {
  if (near.none && foldedWords(near.none).some(contains)) return undefined
  if (near.all && !foldedWords(near.all).every(contains)) return undefined
  const found = foldedWords(near.any).filter(contains)
  const required = near.count ?? 1
  const enough = found.length >= required || (near.figures && found.length + 1 >= required && containsQuantity())
  if (!enough) return undefined
  return found[0] === undefined ? { code: 'near-figure' } : { code: 'near-word', args: { word: found[0] } }
}

/** A number with a unit: things, people, weight, length, money, share; not years, days, clauses, document numbers. */
const NUMBER_WITH_UNIT = `(?<![第0-9.〔(\\[-])[0-9][0-9,.]{0,15}(?:余|多|几)?[百千万亿]{0,2}(?:${[
  '吨', '公斤', '千克', '克', '桶', '升', '人', '名', '户', '辆', '架', '艘', '枚', '门', '支', '发', '台', '套', '座', '处',
  '米', '公里', '海里', '平方', '立方', '元', '美元', '%', '兆', 'mw', 'kw', 'khz', 'mhz', 'km', '毫伽',
  '个旅', '个团', '个营', '个连', '个师', '个库', '个点', '箱', '例', '份',
].join('|')})`
const QUANTITY = new RegExp(NUMBER_WITH_UNIT)

/**
 * Whether a quantity is stated of the hit between `before` and `after`: in its own clause, close to it, and no
 * threshold of a regulation (5亿公斤以下的). 总产量119.3万吨,政府储备粮规模稳定 states none of the reserves.
 */
function isQuantified([before = '', after = '']: readonly string[]): boolean {
  return QUANTITY_AFTER.test(after) || QUANTITY_BEFORE.test(before.slice(-MOST_BEFORE))
}

const IN_CLAUSE = '[^,。;!?、\\n\\f]'
const NO_BOUND = '(?![a-z]|及?[以之][上下内外])'
const QUANTITY_AFTER = new RegExp(`^${IN_CLAUSE}{0,12}?${NUMBER_WITH_UNIT}${NO_BOUND}`)
const QUANTITY_BEFORE = new RegExp(`${NUMBER_WITH_UNIT}${NO_BOUND}${IN_CLAUSE}{0,6}$`)
const MOST_BEFORE = 40

/** The folded text before and after the span, within reach and without spaces. */
function textAround(context: PartContext, span: Span, within: Exclude<Near['within'], 'part'>): readonly string[] {
  const { text } = context.part
  if (typeof within === 'number') return cutSides(openWindow(text, span, within * 2), NO_END, within)
  if (within === 'paragraph') return paragraphAround(context, span)
  const { units, end } = ENDS[within]
  return cutSides(openWindow(text, span, REACH[within], units), end, REACH[within])
}

/** The folded units that end a sentence and a line. */
const ENDS = {
  sentence: { units: '。!?;\n\f', end: /[。!?;\n\f]/ },
  line: { units: '\n\f', end: /[\n\f]/ },
} as const

/** Matches nothing: a reach given in characters continues over line ends. */
const NO_END = /(?!)/

function cutSides(window: Window, end: RegExp, reach: number): readonly string[] {
  const before = (window.before.split(end).at(-1) ?? '').replace(/\s/g, '')
  const after = (window.after.split(end)[0] ?? '').replace(/\s/g, '')
  return [before.slice(-reach), after.slice(0, reach)]
}

/** The blocks with the hit's paragraph number. Where the format has none: the hit's line and two lines on each side. */
function paragraphAround({ part }: PartContext, span: Span): readonly string[] {
  const own = blockIndexAt(part.blocks, span.start)
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

/** Searches a part once for each rule. */
function findInPart(context: PartContext, near: Near): Reason | undefined {
  const results = context.nearInPart ??= new Map()
  if (!results.has(near)) results.set(near, searchPart(context.part.text, near))
  return results.get(near)
}

/** Folds a part in pieces, because it may have hundreds of millions of characters. Stops at the first full match. */
function searchPart(text: string, near: Near): Reason | undefined {
  const wanted = [near.any, near.all ?? NONE, near.none ?? NONE].flatMap(foldedWords)
  const words = new Set<string>()
  let quantity = false
  const check = (): Reason | undefined => checkNear(near, (word) => words.has(word), () => quantity)
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    const piece = fold(text.slice(from, from + PIECE), { spaces: 'drop' }).text
    for (const word of wanted) if (!words.has(word) && piece.includes(word)) words.add(word)
    quantity ||= near.figures === true && QUANTITY.test(piece)
    const found = near.none === undefined ? check() : undefined
    if (found) return found
  }
  return check()
}

/** UTF-16 units folded at a time, and how many of them the next piece repeats. */
const PIECE = 1 << 16
const OVERLAP = 256

const NONE: readonly string[] = []
