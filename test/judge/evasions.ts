import { Converter } from 'opencc-js'
import { docx, p, run, table } from '../builders/docx.js'

/** Marks and terms of the shipped lexicons. Alone on its line each is a finding of `review` or `block`. */
export const MARKS = [
  '机密★20年', '秘密★5年', '绝密★30年', '机密★长期', '秘密★6个月', '机密★2030年12月31日', '绝密★启用前', '机密★会议结束前', '秘密★10年', '密级：机密',
  '密级：秘密', '文档密级：绝密', '【机密】', '机密★1年', '绝密★长期',
] as const
export const TERMS = [
  '工作秘密', '内部资料', '内部文件', '不予公开', '免予公开', '此件不公开', '核心商密', '普通商密', '严禁外传', '不得外传', '阅后收回', '密件', '商业秘密', 'Password=Wx2023',
  'api_key=Ab3dEf9h',
] as const

/** A way of writing a text that stays readable; `undefined` for a text that it does not change. */
export interface Evasion {
  readonly name: string
  /** Why some texts are missed; the limits in the README say the same. */
  readonly limit?: 'signs' | 'lines'
  write(text: string): { readonly name: string; readonly bytes: Uint8Array } | undefined
}

const between = (sign: string) => (text: string) => [...text].join(sign)
const after = (sign: string) => (text: string) => [...text].map((character) => character + sign).join('')
const mapped = (map: (character: string) => string) => (text: string) => [...text].map(map).join('')
const halves = (text: string): [string, string] => {
  const characters = [...text]
  const middle = Math.ceil(characters.length / 2)
  return [characters.slice(0, middle).join(''), characters.slice(middle).join('')]
}

/** A text file with the text alone on a line between two others. */
function plain(name: string, rewrite: (text: string) => string, limit?: Evasion['limit']): Evasion {
  return {
    name,
    ...(limit && { limit }),
    write: (text) => {
      const written = rewrite(text)
      return written === text ? undefined : { name: 'notice.txt', bytes: Buffer.from(`云泽县人民政府办公室\n${written}\n关于开展检查的通知\n`) }
    },
  }
}

function html(name: string, rewrite: (text: string) => string): Evasion {
  return { name, write: (text) => ({ name: 'notice.html', bytes: Buffer.from(`<!doctype html><meta charset="utf-8"><p>${rewrite(text)}</p><p>关于开展检查的通知</p>`) }) }
}

function word(name: string, body: (text: string) => Parameters<typeof docx>[0]['body'], limit?: Evasion['limit']): Evasion {
  return { name, ...(limit && { limit }), write: (text) => ({ name: 'notice.docx', bytes: docx({ body: [...body(text)!, '关于开展检查的通知'] }) }) }
}

const traditional = Converter({ from: 'cn', to: 'tw' })
const VARIANTS: Readonly<Record<string, string>> = { 秘: '祕', 内: '內', 严: '嚴', 级: '級', 开: '開', 业: '業', 阅: '閱', 启: '啓', 绝: '絶' }

/** Compatibility forms by the character they stand for: compatibility ideographs and Kangxi radicals. */
const COMPATIBLE = new Map([...range(0xf900, 0xfad9), ...range(0x2f00, 0x2fd5)].map((form) => [form.normalize('NFKC'), form]))
const SUPPLEMENTARY = new Map(range(0x2f800, 0x2fa1d).map((form) => [form.normalize('NFKC'), form]))

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))
}

const HAN = '零一二三四五六七八九'
function withChineseNumerals(text: string): string {
  return text.replace(/\d{1,2}(?=年|个月)/g, (number) => {
    const [tens, ones] = [Math.floor(Number(number) / 10), Number(number) % 10]
    return (tens > 1 ? HAN[tens]! : '') + (tens > 0 ? '十' : '') + (ones > 0 ? HAN[ones]! : '')
  })
}

export const EVASIONS: readonly Evasion[] = [
  plain('full-width letters, digits and signs', mapped((c) => (/[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))),
  plain('spaces between characters', between(' ')),
  plain('ideographic spaces', between('\u3000')),
  plain('no-break spaces', between('\u00a0')),
  plain('thin and hair spaces', between('\u2009\u200a')),
  plain('zero-width spaces', between('\u200b')),
  plain('zero-width joiners and word joiners', between('\u200d\u2060')),
  plain('soft hyphens', between('\u00ad')),
  plain('variation selectors', after('\ufe00')),
  plain('ideographic variation selectors', after('\u{e0100}')),
  plain('combining marks', after('\u0332')),
  plain('bidirectional controls', (text) => `\u202d${between('\u2066\u2069')(text)}\u202c`),
  plain('traditional characters', (text) => traditional(text)),
  plain('variant characters', mapped((c) => VARIANTS[c] ?? c)),
  plain('Kangxi radicals and compatibility forms', mapped((c) => COMPATIBLE.get(c) ?? c)),
  plain('supplementary compatibility forms', mapped((c) => SUPPLEMENTARY.get(c) ?? c)),
  plain('an asterisk for the star', (text) => text.replace('★', '*')),
  plain('a full-width asterisk for the star', (text) => text.replace('★', '＊')),
  plain('another star', (text) => text.replace('★', '⭐')),
  plain('Chinese numerals', withChineseNumerals),
  plain('circled numbers', (text) => text.replace(/\d{1,2}(?=年|个月)/g, (number) => String.fromCodePoint(Number(number) > 20 ? 0x3251 + Number(number) - 21 : 0x2460 + Number(number) - 1))),
  plain('upper and lower case swapped', mapped((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))),
  plain('mathematical letters', mapped((c) => (/[a-z]/.test(c) ? String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97) : c))),
  plain('split by a line break', (text) => halves(text).join('\n'), 'lines'),
  plain('one character on a line', between('\n'), 'lines'),
  word('split over runs of a Word file', (text) => [p(...[...text].map((c, at) => run(c, { bold: at % 2 === 0 })))]),
  word('split over cells of a Word table', (text) => [table([halves(text)])], 'lines'),
  html('inline tags of HTML', (text) => [...text].map((c) => `<span>${c}</span>`).join('')),
  html('entities of HTML', (text) => [...text].map((c) => `&#${c.codePointAt(0)!};`).join('')),
  html('comments and empty tags of HTML', (text) => [...text].join('<!-- x --><b></b>')),
  plain('signs between characters', between('.'), 'signs'),
]
