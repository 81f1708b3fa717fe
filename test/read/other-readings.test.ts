import { describe, expect, it } from 'vitest'
import type { Part } from '../../src/model/index.js'
import { locate } from '../../src/model/index.js'
import { docx, p, table, xml } from '../builders/docx.js'
import { xlsx } from '../builders/xlsx.js'
import { brokenBlocks, reading } from './reading.js'

const NUMBER = '110105194912310021'
const DIGITS = [...NUMBER]

function partWith(parts: readonly Part[], text: string): Part {
  const found = parts.find((part) => part.text.includes(text))
  if (!found) throw new Error(`no part holds ${text}`)
  return found
}

describe('a row of cells with one character each', () => {
  it.each<[name: string, bytes: () => Uint8Array | string]>([
    ['a.docx', () => docx({ body: [table([['甲'], ...[DIGITS]])] })],
    ['a.xlsx', () => xlsx({ sheets: [{ name: '表', rows: [['甲'], DIGITS] }] })],
    ['a.html', () => `<table><tr>${DIGITS.map((digit) => `<td>${digit}</td>`).join('')}</tr></table>`],
    ['a.csv', () => `姓名,甲\n${DIGITS.join(',')}\n`],
  ])('is read joined in %s', async (name, bytes) => {
    const { parts } = await reading(name, bytes())
    expect(brokenBlocks(parts)).toEqual([])
    expect(partWith(parts, NUMBER).text.trim()).toBe(NUMBER)
  })

  it('keeps the address of each cell', async () => {
    const { parts } = await reading('a.xlsx', xlsx({ sheets: [{ name: '表', rows: [['姓名'], DIGITS] }] }))
    const joined = partWith(parts, NUMBER)
    expect([0, 17].map((at) => locate(joined, at).cell)).toEqual(['A2', 'R2'])
  })

  it('is not joined where it is short or where a cell holds a word', async () => {
    for (const row of ['1,2,3', '1,2,甲乙,3,4']) {
      expect((await reading('a.csv', `${row}\n`)).parts.some(({ text }) => /12/.test(text))).toBe(false)
    }
  })
})

describe('annotated text', () => {
  it.each<[name: string, bytes: () => Uint8Array | string]>([
    ['a.txt', () => '关于防汛\n\ufff9机密\ufffa甲乙\ufffb★20年\n'],
    ['a.docx', () => docx({ body: ['\ufff9机密\ufffa甲乙\ufffb★20年'] })],
    ['two.txt', () => '机\ufff9密\ufffa甲\ufffa乙\ufffb★20\ufff9年\ufffa丙\ufffb'],
  ])('is read without its annotations in %s, beside the order of the file', async (name, bytes) => {
    const { parts } = await reading(name, bytes())
    expect(brokenBlocks(parts)).toEqual([])
    expect(parts.some(({ text }) => text.includes('机密★20年'))).toBe(true)
    expect(parts.some(({ text }) => /甲/.test(text))).toBe(true)
  })
})

describe('overridden text', () => {
  const reversed = '年02★密机'
  it.each<[name: string, bytes: () => Uint8Array | string]>([
    ['a.txt', () => `\u202e${reversed}\u202c\n`],
    ['a.docx', () => docx({ body: [p(`\u202e${reversed}\u202c`)] })],
    ['bdo.docx', () => docx({ body: [p(xml(`<w:bdo w:val="rtl"><w:r><w:t>${reversed}</w:t></w:r></w:bdo>`))] })],
    ['a.html', () => `<p><bdo dir="rtl">${reversed}</bdo></p>`],
    ['style.html', () => `<p><span style="unicode-bidi:bidi-override;direction:rtl">${reversed}</span></p>`],
  ])('is read in the order shown in %s, beside the order of the file', async (name, bytes) => {
    const { parts } = await reading(name, bytes())
    expect(brokenBlocks(parts)).toEqual([])
    expect(parts.some(({ text }) => text.includes('机密★20年'))).toBe(true)
    expect(parts.some(({ text }) => text.includes(reversed))).toBe(true)
  })

  it('ends with its line, and text around it keeps its order', async () => {
    const { parts } = await reading('a.txt', '前\u202e丙乙\u202c后\n\u202e丁丙\n甲乙\n')
    expect(parts.some(({ text }) => text === '前乙丙后\n丙丁\n')).toBe(true)
  })

  it('leaves an embedding, which changes no order of hanzi, alone', async () => {
    const { parts } = await reading('a.txt', '\u202b乙甲\u202c\n')
    expect(parts.some(({ text }) => text.includes('甲乙'))).toBe(false)
  })
})
