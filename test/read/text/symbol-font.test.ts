import { describe, expect, it } from 'vitest'
import { isSymbolFont, mapSymbols, symbol } from '../../../src/read/text/symbol-font.js'
import { doc } from '../../builders/doc.js'
import { docx, p, xml } from '../../builders/docx.js'
import { flatOdf, odf } from '../../builders/odf.js'
import { rtf } from '../../builders/rtf.js'
import { xlsx } from '../../builders/xlsx.js'
import { zip } from '../../builders/zip.js'
import { reading } from '../reading.js'

describe('mapSymbols', () => {
  it.each([
    ['Wingdings', '\uf0ab', '★'], ['Wingdings', '\u00ab', '★'], ['"Wingdings"', '\uf0fc', '✓'], ['Wingdings 2', '\uf0ea', '★'],
    ['Wingdings2', '\uf050', '🗸'], ['Webdings', '\uf061', '✔'], ['Symbol', '\uf0b7', '•'], ['SymbolMT', '\uf061', 'α'],
    ['Wingdings 3', '\uf070', '▲'], ['ZapfDingbats', '\uf048', '★'],
  ])('maps a code of %s', (font, text, expected) => {
    expect(isSymbolFont(font)).toBe(true)
    expect(mapSymbols(font, text)).toBe(expected)
  })

  it.each([['Wingdings', '机密20年'], ['SimSun', '\uf0ab«'], ['', '\uf0ab']])('leaves letters and other fonts alone: %s', (font, text) => {
    expect(mapSymbols(font, text)).toBe(text)
  })
})

describe('symbol', () => {
  it.each([['Wingdings', 'F0AB', '★'], ['Wingdings', 'AB', '★'], ['Unknown', 'F0AB', '\uf0ab'], ['Wingdings', 'x', ''], ['Wingdings', '110000', '']])(
    'reads %s %s', (font, code, expected) => {
      expect(symbol(font, code)).toBe(expected)
    })
})

const A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

function slide(font: string): Uint8Array {
  const runs = `<a:r><a:t>机密</a:t></a:r><a:r><a:rPr>${font}</a:rPr><a:t>\uf0ab</a:t></a:r><a:r><a:t>20年</a:t></a:r>`
  return zip({
    'ppt/presentation.xml': `<p:presentation xmlns:p="${P}"/>`,
    'ppt/slides/slide1.xml': `<p:sld xmlns:p="${P}" xmlns:a="${A}"><p:txBody><a:p>${runs}</a:p></p:txBody></p:sld>`,
  })
}

function sheetOf(cells: string, parts: Record<string, string>): Uint8Array {
  return xlsx({
    sheets: [],
    parts: { 'xl/worksheets/sheet1.xml': `<worksheet ${SHEET}><sheetData><row r="1">${cells}</row></sheetData></worksheet>`, ...parts },
  })
}

const RUNS = '<r><t>机密</t></r><r><rPr><rFont val="Wingdings"/></rPr><t>«</t></r><r><t>20年</t></r>'
const STARRED = '<text:p>机密<text:span text:style-name="T">\uf0ab</text:span>20年</text:p>'
const starStyle = (font: string): string =>
  `<style:style style:name="T" style:family="text"><style:text-properties ${font}/></style:style>`

describe('the star of a symbol font', () => {
  it.each<[name: string, bytes: () => Uint8Array | string]>([
    ['symbol element.docx', () => docx({ body: [p('机密', xml('<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>'), '20年')] })],
    ['run font.docx', () => docx({ body: [p('机密', xml('<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>\uf0ab</w:t></w:r>'), '20年')] })],
    ['run style.docx', () => docx({
      styles: { 星: '<w:rFonts w:ascii="Wingdings"/>' },
      body: [p('机密', xml('<w:r><w:rPr><w:rStyle w:val="星"/></w:rPr><w:t>\uf0ab</w:t></w:r>'), '20年')],
    })],
    ['sym.pptx', () => slide('<a:sym typeface="Wingdings"/>')],
    ['latin.pptx', () => slide('<a:latin typeface="Wingdings"/><a:sym typeface="Arial"/>')],
    ['shared.xlsx', () => sheetOf('<c r="A1" t="s"><v>0</v></c>', { 'xl/sharedStrings.xml': `<sst ${SHEET}><si>${RUNS}</si></sst>` })],
    ['inline.xlsx', () => sheetOf(`<c r="A1" t="inlineStr"><is>${RUNS}</is></c>`, {})],
    ['cell style.xlsx', () => sheetOf('<c r="A1" s="0" t="inlineStr"><is><t>机密\uf0ab20年</t></is></c>', {
      'xl/styles.xml': `<styleSheet ${SHEET}><fonts><font><name val="Wingdings"/></font></fonts><cellXfs><xf fontId="0"/></cellXfs></styleSheet>`,
    })],
    ['name.fodt', () => flatOdf('text', { styles: starStyle('style:font-name="Wingdings"'), body: STARRED })],
    ['face.odt', () => odf('text', {
      styles: `<style:font-face style:name="W1" svg:font-family="Wingdings"/>${starStyle('style:font-name="W1"')}`, body: STARRED,
    })],
    ['unicode.rtf', () => rtf('机密{\\fonttbl{\\f5\\fcharset2 Wingdings;}}{\\f5 ', '\uf0ab', '}20年\\par')],
    ['byte.rtf', () => rtf('机密{\\fonttbl{\\f5\\fcharset2 Wingdings;}}{\\f5 ', "\\'ab", '}20年\\par')],
    ['symbol.doc', () => doc({ fonts: ['宋体', 'Wingdings'], body: [['机密', { text: '(', font: 1, symbol: 0xab }, '20年']] })],
    ['run font.doc', () => doc({ fonts: ['宋体', 'Wingdings'], body: [['机密', { text: '\uf0ab', font: 1 }, '20年']] })],
    ['style.html', () => "<p>机密<span style='font-family:Wingdings'>«</span>20年</p>"],
    ['face.html', () => '<p>机密<font face="Wingdings">&#61611;</font>20年</p>'],
  ])('is a star in %s', async (name, bytes) => {
    const { parts } = await reading(name, bytes())
    expect(parts.some(({ text }) => text.includes('机密★20年'))).toBe(true)
  })
})
