import { describe, expect, it } from 'vitest'
import { glyphs, xps } from '../../builders/xps.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

describe('readXps', () => {
  it('reads the lines of pages with their place, and properties', async () => {
    const found = await reading('a.xps', xps([glyphs('机密') + glyphs('★10年', { x: 140 }) + glyphs('正文', { y: 200 }), glyphs('第二页')]))
    expect([found.format, found.gaps]).toEqual(['xps', []])
    expect(brokenBlocks(found.parts)).toEqual([])
    expect(told(found, 'body')).toBe('机密★10年\n正文\n第二页\n')
    expect(told(found, 'metadata')).toContain('creator: 张三')
    const pages = found.parts.filter(({ kind }) => kind === 'body').flatMap(({ blocks }) => blocks.map(({ place }) => [place.page, place.line]))
    expect(pages).toEqual([[1, 1], [1, 2], [2, 1]])
  })

  it('numbers pages as the document lists them, and has a gap for those that are missing', async () => {
    const { parts, gaps } = await reading('a.xps', xps([glyphs('甲'), glyphs('乙'), glyphs('丙')], { listed: [2, 1, 9] }))
    const order = parts.filter(({ kind }) => kind === 'body').map(({ text, blocks }) => [text.trim(), blocks[0]!.place.page])
    expect(order).toEqual([['乙', 1], ['甲', 2], ['丙', undefined]])
    expect(gaps).toEqual([{ piece: 'documents/1/pages/9.fpage', reason: 'damaged', args: { detail: 'missing' } }])
  })

  it('puts pages together that a driver has written in pieces', async () => {
    const found = await reading('a.xps', xps([glyphs('机密★10年')], { interleaved: true }))
    expect([found.format, found.gaps, told(found, 'body')]).toEqual(['xps', [], '机密★10年\n'])
  })

  it.each<[string, string, string]>([
    ['white on white', glyphs('秘密', { fill: '#ffffffff' }), 'hidden'],
    ['transparent', glyphs('秘密', { fill: '#00000000' }), 'hidden'],
    ['of opacity 0', `<Canvas Opacity="0">${glyphs('秘密')}</Canvas>`, 'hidden'],
    ['off the page', glyphs('秘密', { x: 5000 }), 'hidden'],
    ['below a filled shape', `${glyphs('秘密')}<Path Fill="#ff000000" Data="M 0,0 L 500,0 500,500 0,500 Z"/>`, 'covered'],
    ['on a dark shape', `<Path Fill="#ff000000" Data="F1 M 0,0 h 500 v 500 h -500 z"/>${glyphs('秘密', { fill: '#ffffffff' })}`, 'visible'],
    ['whose colour stands in an element', '<Glyphs FontRenderingEmSize="20" OriginX="9" OriginY="90" UnicodeString="秘密"><Glyphs.Fill><SolidColorBrush Color="#ffffffff"/></Glyphs.Fill></Glyphs>', 'hidden'],
  ])('says how text shows: %s', async (_name, content, visibility) => {
    expect(shownAs((await reading('a.xps', xps([content]))).parts, '秘密')).toEqual([visibility])
  })

  it('places text by matrices and by advances', async () => {
    const moved = `<Canvas RenderTransform="1,0,0,1,40,50">${glyphs('★1年', { x: 0, y: 0 })}</Canvas>`
    const spread = glyphs('左右', { y: 300, more: 'Indices="5,900;6"' })
    const found = await reading('a.xps', xps([glyphs('绝密', { x: 0, y: 50 }) + moved + spread]))
    expect(told(found, 'body')).toBe('绝密★1年\n左\t右\n')
  })

  it('reads links, names for screen readers and text after braces', async () => {
    const content = '<Path Data="M 0,0 L 1,1" FixedPage.NavigateUri="http://内网/a" AutomationProperties.Name="示意图"/>' + glyphs('{}{甲}')
    const found = await reading('a.xps', xps([content]))
    expect([told(found, 'link'), told(found, 'alt-text'), told(found, 'body')]).toEqual(['http://内网/a\n', '示意图\n', '{甲}\n'])
  })

  it('has a gap for glyphs without a text, and for paths that could be letters', async () => {
    const unread = await reading('a.xps', xps([glyphs('', { more: 'Indices="5;6;7"' })]))
    expect(unread.gaps).toEqual([{ piece: 'page 1', reason: 'partly-unreadable', args: { count: 3 } }])
    const letters = `<Path Fill="#ff000000" Data="M 0,0 ${'C 1,1 2,2 3,3 '.repeat(80)}Z"/>`
    expect((await reading('a.xps', xps([letters]))).gaps).toMatchObject([{ piece: 'page 1', reason: 'image-not-read' }])
  })

  it('hands on a foreign file, and survives hostile values', async () => {
    const hostile = `<Glyphs OriginX="NaN" OriginY="1e999" FontRenderingEmSize="-5" UnicodeString="机密" Indices="(9999:9999)1,1e9;;;,"/>`
      + `<Path Data="&quot;/&gt;&lt;script&gt;"/><Canvas RenderTransform="a,b"><Path Data="${'M'.repeat(500)}" Fill="#ff000000"/></Canvas>`
    const found = await reading('a.xps', xps([hostile], { parts: { 'Documents/a.txt': '绝密' } }))
    expect(told(found, 'body')).toContain('机密')
    expect(found.members.map(({ path }) => path)).toEqual(['a.xps!Documents/a.txt'])
  })
})
