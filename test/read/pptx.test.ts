import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/model/index.js'
import { Budget } from '../../src/read/budget.js'
import { readPptx } from '../../src/read/pptx.js'
import { zip } from '../builders/zip.js'

const SPACES = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
  + 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function relations(...list: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships>${list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`
}

function shape(...runs: readonly string[]): string {
  return `<p:sp><p:txBody><a:p>${runs.map((run) => `<a:r><a:t>${run}</a:t></a:r>`).join('')}</a:p></p:txBody></p:sp>`
}

const TABLE = `<a:tbl><a:tr>${['密级', '机密'].map((text) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`).join('')}</a:tr></a:tbl>`

/** The second slide of the list comes first in the package. */
const PRESENTATION = zip({
  'ppt/presentation.xml': `<p:presentation ${SPACES}><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:presentation>`,
  'ppt/_rels/presentation.xml.rels': relations(['slide', 'slides/slide1.xml'], ['slide', 'slides/slide2.xml']),
  'ppt/slides/slide1.xml': `<p:sld ${SPACES} show="0">${shape('隐藏的')}</p:sld>`,
  'ppt/slides/slide2.xml': `<p:sld ${SPACES}>${shape('机', '密')}${TABLE}<p:pic><p:cNvPr descr="替代"/></p:pic></p:sld>`,
  'ppt/notesSlides/notesSlide1.xml': `<p:notes ${SPACES}>${shape('备注')}</p:notes>`,
  'ppt/notesSlides/_rels/notesSlide1.xml.rels': relations(['slide', '../slides/slide1.xml']),
  'ppt/slideMasters/slideMaster1.xml': `<p:sldMaster ${SPACES}>${shape('母版')}</p:sldMaster>`,
  'ppt/comments/comment1.xml': `<p:cmLst ${SPACES}><p:cm><p:text>批注</p:text></p:cm></p:cmLst>`,
})

describe('readPptx', () => {
  it('tells slides by number, hidden ones, notes, masters, comments, alternative texts and rows', async () => {
    const { parts, gaps } = await readPptx({ document: { path: 'a.pptx', bytes: PRESENTATION }, budget: new Budget(LIMITS) })
    const lines = parts.flatMap((part) => part.blocks.map(({ start, end, visibility, place }) =>
      [part.kind, visibility, place.page ?? '-', place.cell ?? '-', part.text.slice(start, end)].join(' ')))
    expect(gaps).toEqual([])
    expect(lines.sort()).toEqual([
      'alt-text metadata 1 - 替代', 'body hidden 2 - 隐藏的', 'body visible 1 - 机密', 'body visible 1 A1 密级', 'body visible 1 B1 机密',
      'comment visible - - 批注', 'notes visible 2 - 备注', 'template visible - - 母版',
    ].sort())
    expect(parts.find(({ name, kind }) => kind === 'body' && name.endsWith('slide2.xml'))!.text).toBe('机密\n密级\t机密\n')
  })
})
