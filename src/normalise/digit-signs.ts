/** Digits in other forms and scripts: the code point of the zero, or of the one where a form has no zero beside it. */
const FORMS: readonly (readonly [first: number, digit: number, count: number])[] = [
  [0x0660, 0, 10], [0x06f0, 0, 10], [0x0966, 0, 10], [0x09e6, 0, 10], [0x0e50, 0, 10], // Arabic, Persian, Indic, Thai
  [0x2070, 0, 1], [0x2074, 4, 6], [0x2080, 0, 10], // superscript, subscript
  [0x2460, 1, 9], [0x24ea, 0, 1], [0x2474, 1, 9], [0x24aa, 0, 1], [0x2488, 1, 9], // circled, in parentheses, full stop
  [0x2776, 1, 9], [0x2780, 1, 9], [0x278a, 1, 9], [0x24f5, 1, 9], [0x24ff, 0, 1], // dingbats, double circled
]

const digits = new Map<number, string>([[0xb9, '1'], [0xb2, '2'], [0xb3, '3']])
for (const [first, digit, count] of FORMS) {
  for (let at = 0; at < count; at++) digits.set(first + at, String(digit + at))
}

/** A number of eleven signs and more is one that a person wrote so; fewer number the items of a list. */
const RUN = new RegExp(`[${String.fromCharCode(...digits.keys())}]{11,}`, 'g')

/** The ASCII digit that a sign stands for. */
export function digitSign(sign: string): string | undefined {
  return digits.get(sign.charCodeAt(0))
}

/**
 * Writes long numbers in superscript, circled, Arabic-Indic and similar digits in ASCII, one unit for one, so that all
 * offsets stay valid. Cost: one search of the text.
 */
export function foldDigitSigns(text: string): string {
  if (text.search(RUN) < 0) return text
  return text.replace(RUN, (run) => Array.from(run, (sign) => digits.get(sign.charCodeAt(0)) ?? sign).join(''))
}
