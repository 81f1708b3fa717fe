import { checkResidentId } from './resident-id.js'

/** A text with its figures as ASCII digits, where they are written in another way. */
export interface Respelling {
  /** As long as the original: every offset is the same. */
  readonly text: string
  /** Pairs of start and end of the runs of digits that are to be searched, ascending. */
  readonly runs: Uint32Array
}

/** A range of the original and what is read in its place; both have the same length. */
interface Replacement {
  readonly start: number
  readonly text: string
}

/** A number of eleven digits is the shortest that is looked for. */
const FEWEST = 11
/** Stands for a character that is left out: it separates no digits. */
const DROPPED = '\u2060'

/**
 * Reads numbers that no digit string holds: in circled or Chinese figures, each digit in brackets of its own, with
 * points or several spaces between the usual groups, with letters that look like digits. Undefined where there are
 * none. Cost: two searches, and a few steps for each run of digits.
 * @param runs pairs of start and end, one for each run of digits, ascending
 */
export function respell(text: string, runs: Uint32Array): Respelling | undefined {
  const replacements = [...bracketed(text), ...figures(text), ...spaced(text, runs), ...lettered(text)]
    .sort((one, other) => one.start - other.start)
  if (replacements.length === 0) return undefined
  let result = ''
  const found: number[] = []
  for (const { start, text: replaced } of replacements) {
    if (start < result.length) continue
    result += text.slice(result.length, start) + replaced
    for (const run of replaced.matchAll(/[0-9]+/g)) found.push(start + run.index, start + run.index + run[0].length)
  }
  return { text: result + text.slice(result.length), runs: Uint32Array.from(found) }
}

/** The digit that each figure stands for, by rows of ten from zero. */
const ROWS = [
  '⓪①②③④⑤⑥⑦⑧⑨', '⓿❶❷❸❹❺❻❼❽❾', '〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '○幺贰叄肆伍陸柒捌玖',
  '\0⑴⑵⑶⑷⑸⑹⑺⑻⑼', '\0⒈⒉⒊⒋⒌⒍⒎⒏⒐', '\0➀➁➂➃➄➅➆➇➈', '\0➊➋➌➍➎➏➐➑➒',
]
const DIGITS: ReadonlyMap<string, string> = new Map(ROWS.flatMap((row) =>
  [...row].flatMap((figure, digit) => (figure === '\0' ? [] : [[figure, String(digit)] as const]))))
const FIGURE = `[${[...DIGITS.keys()].join('')}]`
const ANY_FIGURE = `[0-9${[...DIGITS.keys()].join('')}]`
const WITH_GAP = `${ANY_FIGURE}[ \\u3000-]?`
const SPELLED = new RegExp(`(?=[0-9 -]{0,40}${FIGURE})(?:${WITH_GAP}){${FEWEST - 1},39}${ANY_FIGURE}`, 'g')
const HAS_FIGURES = new RegExp(`${FIGURE}[ \\u3000-]?(?:${WITH_GAP}){4}`)

function figures(text: string): Replacement[] {
  if (!HAS_FIGURES.test(text)) return []
  return [...text.matchAll(SPELLED)].map(({ index, 0: number }) =>
    ({ start: index, text: number.replace(/[^0-9 \u3000-]/g, (figure) => DIGITS.get(figure)!) }))
}

const BRACKETED = new RegExp(`(?:[[【〔(（]\\s?[0-9Xx]\\s?[\\]】〕)）]\\s?){${FEWEST},40}`, 'g')

/** `[1][9][9]…`, one bracket a digit. */
function bracketed(text: string): Replacement[] {
  return [...text.matchAll(BRACKETED)].map(({ index, 0: number }) =>
    ({ start: index, text: number.replace(/[^0-9Xx]/g, DROPPED) }))
}

/** Groups as people write them: mobile numbers, resident numbers, cards. */
const SHAPES = /^(?:3,4,4|6,8,[34]|6,4,4,4|4,4,4,4(?:,[1-3])?|(?:1,){10,18}1)$/
const POINT = /^ ?[.．·•・‧] ?$/
const SPACES = /^[ \u00a0\u3000]{2,4}$/

/** Groups with points or several spaces between them, the same all along. */
function spaced(text: string, runs: Uint32Array): Replacement[] {
  const found: Replacement[] = []
  let first = 0
  let kind: RegExp | undefined
  for (let at = 0; at < runs.length; at += 2) {
    const gap = at + 2 < runs.length && runs[at + 2]! - runs[at + 1]! <= 4
      ? text.slice(runs[at + 1], runs[at + 2]) : undefined
    const next = gap === undefined ? undefined : [POINT, SPACES].find((separator) => separator.test(gap))
    if (next !== undefined && (kind === undefined || next === kind)) {
      kind = next
      continue
    }
    if (kind !== undefined) found.push(...joined(text, runs.subarray(first, at + 2)))
    kind = undefined
    first = at + 2
  }
  return found
}

function joined(text: string, runs: Uint32Array): Replacement[] {
  const [start, end] = [runs[0]!, runs.at(-1)!]
  const shape = Array.from({ length: runs.length / 2 }, (_, group) => runs[2 * group + 1]! - runs[2 * group]!)
  if (!SHAPES.test(shape.join())) return []
  const joint = (gap: string): string => `-${DROPPED.repeat(gap.length - 1)}`
  return [{ start, text: text.slice(start, end).replace(/[^0-9\uff10-\uff19]+/g, joint) }]
}

const ALIKE = '[0-9OoIl|]{17}[0-9OoIl|Xx](?![0-9A-Za-z])'
const LETTERED = new RegExp(`(?:身份证|身份号|证件号|证号)[^0-9\\n]{0,8}?(?=${ALIKE})(?=[0-9]*[OoIl|])(${ALIKE})`, 'g')

/** An identity number with the letters O, I and l for 0 and 1, under its label, if its check digit proves it. */
function lettered(text: string): Replacement[] {
  return [...text.matchAll(LETTERED)].flatMap(({ index, 0: whole, 1: number = '' }) => {
    const digits = number.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1').toUpperCase()
    const isProven = checkResidentId(digits).state === 'confirmed'
    return isProven ? [{ start: index + whole.length - number.length, text: digits }] : []
  })
}
