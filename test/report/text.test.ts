import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defuseCommands, escapeControls, padColumns, shownPath, width, wrap } from '../../src/report/text/index.js'
import { clip } from '../../src/report/text/width.js'

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('a', ' ', '密', '，', '\u200b', '\u202e', '\u001b', '\n', '\ud83d', '😀', '\u009b', '。'), maxLength: 60 }),
)

describe('escapeControls', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['the eight-bit escape', '\u009b2J', '\\u009b2J'],
    ['a line end', 'a\r\nb', 'a\\u000d\\u000ab'],
    ['a reversal', '\u202ecod.exe', '\\u202ecod.exe'],
    ['isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['what does not show', '机\u200b密\u00ad', '机\\u200b密\\u00ad'],
    ['half a pair', 'a\ud800b', 'a\\ud800b'],
    ['tags', '\u{e0041}', '\\udb40\\udc41'],
    ['and nothing else', '机密★20年 ｋ 😀 é', '机密★20年 ｋ 😀 é'],
  ])('%s', (_, text, shown) => expect(escapeControls(text)).toBe(shown))

  it('leaves nothing that acts on a terminal, whatever comes', () => {
    fc.assert(fc.property(anything, (text) => {
      expect(escapeControls(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]|\p{Cs}/u)
    }))
  })

  it('loses nothing: as the inside of a JSON string it reads back as the text', () => {
    fc.assert(fc.property(anything, (text) => {
      const quoted = JSON.stringify(text)
      expect(JSON.parse(escapeControls(quoted))).toBe(text)
    }))
  })
})

describe('columns', () => {
  it.each([['', 0], ['abc', 3], ['机密★', 5], ['ｋ', 2], ['e\u0301', 1], ['😀', 2], ['（）', 4], ['𠀀', 2]])('%s takes %i', (text, columns) => {
    expect(width(text)).toBe(columns)
  })

  it('padding reaches the columns asked for', () => {
    expect(padColumns('密', 4)).toBe('密  ')
  })

  it('no wrapped line is too wide, and nothing but white space is lost', () => {
    fc.assert(fc.property(anything, fc.integer({ min: 2, max: 40 }), (text, columns) => {
      const safe = escapeControls(text)
      const lines = wrap(safe, columns)
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns)
      expect(lines.join('').replace(/\s/g, '')).toBe(safe.replace(/\s/g, ''))
    }))
  })

  it('a clipped text keeps both ends and fits', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '密'), maxLength: 80 }), fc.integer({ min: 5, max: 40 }), (text, columns) => {
      const clipped = clip(text, columns)
      expect(width(clipped)).toBeLessThanOrEqual(columns)
      if (width(text) <= columns) expect(clipped).toBe(text)
    }))
  })

  it('a line of a hundred thousand characters without a space is wrapped in linear time', () => {
    expect(wrap('a'.repeat(100_000), 80)).toHaveLength(1250)
    expect(wrap('密'.repeat(100_000), 80)).toHaveLength(2500)
  })
})

describe('defuseCommands', () => {
  it.each([
    ['::error::x', '\\::error::x'],
    ['  ::set-output name=a::b', '  \\::set-output name=a::b'],
    ['a\n　::warning::x', 'a\n　\\::warning::x'],
    ['a\r::debug::x', 'a\r\\::debug::x'],
    ['\u001b[31m ::error::x', '\u001b[31m \\::error::x'],
    ['##[error]x', '#\\#[error]x'],
    ['text ##vso[task.setvariable variable=a]b', 'text #\\#vso[task.setvariable variable=a]b'],
    ['std::vector ## heading', 'std::vector ## heading'],
  ])('makes %j harmless', (text, shown) => {
    expect(defuseCommands(text)).toBe(shown)
  })
})

describe('shownPath', () => {
  it('masks values in each name and escapes what hides', () => {
    expect(shownPath('in/13812345678\u202e.zip!a@b.cn/报告2024.docx')).toBe('in/138******78\\u202e.zip!*@b.cn/报告2024.docx')
  })
})
