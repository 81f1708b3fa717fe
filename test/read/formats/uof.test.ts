import { describe, expect, it } from 'vitest'
import { flatUof, paragraph, uofPackage } from '../../builders/uof.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

const SHEETS = '<表:工作表 表:名称="名单"><表:列 表:列号="2" 表:隐藏="true"/>'
  + '<表:行 表:行号="3"><表:单元格><表:数据 表:数据类型="text"><字:句><字:文本串>密级</字:文本串></字:句></表:数据></表:单元格>'
  + '<表:单元格 表:公式="=A1&amp;&quot;内部&quot;"><表:数据><字:句><字:文本串>列中</字:文本串></字:句></表:数据></表:单元格>'
  + '<表:单元格 表:列号="5"><表:数据 表:数据类型="number" 表:数据数值="13812345678"/></表:单元格></表:行></表:工作表>'
  + '<表:工作表 表:名称="底稿" 表:隐藏="true"><表:行><表:单元格><表:数据><字:句><字:文本串>藏起</字:文本串></字:句></表:数据></表:单元格></表:行></表:工作表>'

const CONTENT: Readonly<Record<string, string>> = {
  paragraphs: paragraph('机', '密★', { text: '10年' }) + paragraph('看得见', { text: '隐藏的', hidden: true }),
  changes: '<字:段落><字:修订开始 字:标识符="x1" 字:类型="delete"/><字:句><字:文本串>绝密</字:文本串></字:句>'
    + '<字:修订结束 字:开始标识引用="x1"/><字:句><字:文本串>公开</字:文本串></字:句></字:段落>',
  margins: `<字:页眉><字:奇数页页眉>${paragraph('秘密★1年')}</字:奇数页页眉></字:页眉><字:脚注>${paragraph('注文')}</字:脚注>`
    + `<规则:批注 规则:作者="李四">${paragraph('批语')}</规则:批注>`,
  properties: '<元:元数据><元:标题>内部方案</元:标题><元:作者>张三</元:作者></元:元数据>',
  sheets: SHEETS,
  slides: `<演:幻灯片>${paragraph('第一张')}<演:幻灯片备注>${paragraph('备注')}</演:幻灯片备注></演:幻灯片><演:幻灯片 演:显示="false">${paragraph('不放映')}</演:幻灯片>`,
}

const whole = (): string => `<uof:内容>${Object.values(CONTENT).join('')}</uof:内容>`

describe.each([
  ['one file', (): string => flatUof(whole())],
  ['a package', (): Uint8Array => uofPackage({ 'content.xml': whole() })],
])('readUof, %s', (_name, make) => {
  it('reads runs of a paragraph as one line, hidden and deleted text as that', async () => {
    const found = await reading('a.uot', make())
    expect([found.format, found.gaps]).toEqual(['uof', []])
    expect(brokenBlocks(found.parts)).toEqual([])
    expect(told(found, 'body')).toContain('机密★10年\n')
    expect(shownAs(found.parts, '隐藏的')).toEqual(['hidden'])
    expect(shownAs(found.parts, '绝密')).toContain('deleted')
    expect(told(found, 'revision')).toContain('绝密')
  })

  it('reads margins, notes, comments and properties as what they are', async () => {
    const found = await reading('a.uot', make())
    expect([told(found, 'header'), told(found, 'footnote'), told(found, 'notes')]).toEqual(['秘密★1年\n', '注文\n', '备注\n'])
    expect(told(found, 'comment')).toContain('批语')
    expect(told(found, 'comment')).toContain('李四')
    expect(told(found, 'metadata')).toBe('标题: 内部方案\n作者: 张三\n')
  })

  it('reads cells with their place, and what is hidden in sheets and slides', async () => {
    const { parts } = await reading('a.uos', make())
    const places = parts.filter(({ kind }) => kind === 'cell')
      .flatMap(({ text, blocks }) => blocks.map(({ start, end, place }) => [text.slice(start, end), place.sheet, place.cell]))
    expect(places).toContainEqual(['密级', '名单', 'A3'])
    expect(places).toContainEqual(['13812345678', '名单', 'E3'])
    expect(shownAs(parts, '列中')).toEqual(['hidden'])
    expect(shownAs(parts, '藏起')).toEqual(['hidden'])
    expect(shownAs(parts, '不放映')).toEqual(['hidden'])
    expect(shownAs(parts, '第一张')).toEqual(['visible'])
    expect(parts.find(({ kind }) => kind === 'field')!.text).toContain('内部')
  })
})

describe('readUof', () => {
  it('hands on files in it', async () => {
    const flat = flatUof(`<uof:其他对象><uof:数据>${Buffer.from('机密★1年').toString('base64')}</uof:数据></uof:其他对象>`)
    const inFile = await reading('a.uof', flat)
    expect(inFile.members.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['机密★1年'])
    const inPackage = await reading('a.uof', uofPackage({ 'content.xml': '<uof:内容/>', 'data/a.txt': Buffer.from('绝密') }))
    expect(inPackage.members.map(({ path }) => path)).toEqual(['a.uof!data/a.txt'])
  })

  it('reads a file that breaks off, as a gap', async () => {
    const text = flatUof(paragraph('机密★10年'))
    const { parts, gaps } = await reading('a.uof', text.slice(0, text.indexOf('</字:段落>')))
    expect(parts.some((part) => part.text.includes('机密★10年'))).toBe(true)
    expect(gaps.map(({ reason }) => reason)).toEqual(['damaged'])
  })

  it('bounds columns and spaces that claim to be many', async () => {
    const hostile = '<表:工作表 表:名称="a"><表:列 表:列号="1" 表:跨度="1000000" 表:隐藏="true"/></表:工作表><字:段落><字:句><字:空格符 字:个数="1000000"/></字:句></字:段落>'
    const { parts } = await reading('a.uof', flatUof(hostile))
    expect(Math.max(...parts.map(({ text }) => text.length))).toBeLessThan(2000)
  })
})
