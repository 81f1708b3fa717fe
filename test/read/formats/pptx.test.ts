import { describe, expect, it } from 'vitest'
import { intakeOf } from '../intake.js'
import { readPptx } from '../../../src/read/formats/pptx/index.js'
import { zip } from '../../builders/zip.js'

const SPACES = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
  + 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function relations(...list: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships>${list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`
}

function shape(...runs: readonly string[]): string {
  return `<p:sp><p:txBody><a:p>${runs.map((run) => `<a:r><a:t>${run}</a:t></a:r>`).join('')}</a:p></p:txBody></p:sp>`
}

function shapeAt(place: string): string {
  const [x, y, width, height] = place.split(' ')
  const transform = `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm>`
  return `<p:sp><p:spPr>${transform}</p:spPr>${shape('标记').slice('<p:sp>'.length)}`
}

/** A slide of one shape in a group: the group's place and size outside, then as its members count. */
function grouped(place: string, member: string): string {
  const [x, y, cx, cy, inX, inY, inCx, inCy] = place.split(' ')
  const outside = `<a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/>`
  const inside = `<a:chOff x="${inX}" y="${inY}"/><a:chExt cx="${inCx}" cy="${inCy}"/>`
  const transform = `<p:grpSpPr><a:xfrm>${outside}${inside}</a:xfrm></p:grpSpPr>`
  return `<p:sld ${SPACES}><p:grpSp>${transform}${shapeAt(member)}</p:grpSp></p:sld>`
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
  it('reads slides by number, hidden ones, notes, masters, comments, alternative texts and rows', async () => {
    const { parts, gaps } = await readPptx(intakeOf({ path: 'a.pptx', bytes: PRESENTATION }))
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

/** Entries of a presentation, and where their `标记` is told. */
const PLACES: readonly (readonly [name: string, entries: Readonly<Record<string, string>>, place: string])[] = [
  ['a shape outside the slide', { 'slides/slide1.xml': `<p:sld ${SPACES}><p:sp><p:spPr><a:xfrm><a:off x="-9000000" y="0"/><a:ext cx="900" cy="900"/></a:xfrm></p:spPr>${shape('标记').slice(6)}</p:sld>` }, 'body hidden'],
  ['a shape that is partly on the slide', { 'slides/slide1.xml': `<p:sld ${SPACES}><p:sp><p:spPr><a:xfrm><a:off x="-800" y="0"/><a:ext cx="900" cy="900"/></a:xfrm></p:spPr>${shape('标记').slice(6)}</p:sld>` }, 'body visible'],
  ['a shape in a group outside the slide', {
    'slides/slide1.xml': grouped('-9000000 0 900 900 0 0 900 900', '0 0 900 900'),
  }, 'body hidden'],
  ['a shape outside the slide, which its group brings back', {
    'slides/slide1.xml': grouped('0 0 900 900 9000000 0 900 900', '9000000 0 900 900'),
  }, 'body visible'],
  ['a shape that its group makes so large that it is partly on the slide', {
    'slides/slide1.xml': grouped('-1000 0 1000000 900 0 0 900 900', '0 0 900 900'),
  }, 'body visible'],
  ['a shape that a small group leaves outside', {
    'slides/slide1.xml': grouped('-1000 0 900 900 0 0 900000 900', '0 0 90000 900'),
  }, 'body hidden'],
  ['a shape after one outside the slide', { 'slides/slide1.xml': `<p:sld ${SPACES}><p:sp><p:spPr><a:xfrm><a:off x="9000000" y="0"/><a:ext cx="900" cy="900"/></a:xfrm></p:spPr></p:sp>${shape('标记')}</p:sld>` }, 'body visible'],
  ['a comment of today\'s kind', { 'comments/modernComment_1.xml': '<p188:cmLst xmlns:p188="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p188:cm><a:t>标记</a:t></p188:cm></p188:cmLst>' }, 'comment visible'],
  ['who wrote a comment', { 'commentAuthors.xml': `<p:cmAuthorLst ${SPACES}><p:cmAuthor name="标记"/></p:cmAuthorLst>` }, 'comment metadata'],
  ['a layout', { 'slideLayouts/slideLayout1.xml': `<p:sldLayout ${SPACES}>${shape('标记')}</p:sldLayout>` }, 'template visible'],
  ['a handout\'s master', { 'handoutMasters/handoutMaster1.xml': `<p:handoutMaster ${SPACES}>${shape('标记')}</p:handoutMaster>` }, 'template visible'],
  ['a chart', { 'charts/chart1.xml': '<c:chartSpace xmlns:c="x"><c:v>标记</c:v></c:chartSpace>' }, 'chart visible'],
  ['SmartArt', { 'diagrams/data1.xml': '<dgm:dataModel xmlns:dgm="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>标记</a:t></a:p></dgm:dataModel>' }, 'textbox visible'],
  ['a tag', { 'tags/tag1.xml': `<p:tagLst ${SPACES}><p:tag name="x" val="标记"/></p:tagLst>` }, 'metadata metadata'],
  ['the name of a show of some slides', { 'presentation.xml': `<p:presentation ${SPACES}><p:custShowLst><p:custShow name="标记"/></p:custShowLst></p:presentation>` }, 'markup metadata'],
  ['a link\'s target', { 'slides/_rels/slide1.xml.rels': '<Relationships><Relationship Id="a" Type="hyperlink" Target="http://x/标记" TargetMode="External"/></Relationships>' }, 'link metadata'],
]

describe('readPptx reads the text of', () => {
  it.each(PLACES)('%s', async (_name, entries, place) => {
    const bytes = zip({
      'ppt/presentation.xml': `<p:presentation ${SPACES}><p:sldSz cx="9000000" cy="5000000"/></p:presentation>`,
      ...Object.fromEntries(Object.entries(entries).map(([name, content]) => [`ppt/${name}`, content])),
    })
    const { parts, gaps } = await readPptx(intakeOf({ path: 'a.pptx', bytes }))
    const seen = parts.flatMap(({ kind, text, blocks }) =>
      blocks.filter(({ start, end }) => text.slice(start, end).includes('标记')).map(({ visibility }) => `${kind} ${visibility}`))
    expect(new Set(seen)).toEqual(new Set([place]))
    expect(gaps).toEqual([])
  })
})
