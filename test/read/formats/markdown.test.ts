import { describe, expect, it } from 'vitest'
import { reading, shownAs, told } from '../reading.js'

describe('Markdown', () => {
  it.each([
    ['marks of emphasis stay', 'a **非机密** b', 'a **非机密** b\n'],
    ['rows of tables are cells', '| 姓名 | 密级 |\n|---|---|\n| 张三 | 机密 |', '姓名\t密级\n---\t---\n张三\t机密\n'],
    ['tags of HTML go', '<b>绝</b>密<br>文件', '绝密\n文件\n'],
    ['other brackets stay', '<机密> a<b c', '<机密> a<b c\n'],
    ['code stays', '`<p>x</p>` &lt;', '`<p>x</p>` <\n'],
    ['fenced code stays', '```\n<p title="机密">&lt;\n```\n', '```\n<p title="机密">&lt;\n```\n'],
    ['a fence that never closes goes on to the end', '~~~\n<b>x', '~~~\n<b>x\n'],
    ['escaped bars are text', '| a\\|b | c |', 'a|b\tc\n'],
  ])('%s', async (_, source, text) => {
    expect(told(await reading('a.md', source), 'body').replace(/^ +/gm, '')).toBe(text)
  })

  it('front matter is metadata, with its lines', async () => {
    const { parts } = await reading('a.md', '---\ntitle: x\n密级: 机密\n---\n正文')
    const front = parts.find((part) => part.name === 'front matter')!
    expect(front.blocks[2]).toMatchObject({ visibility: 'metadata', place: { line: 3, column: 1 } })
    expect(parts.find((part) => part.kind === 'body')!.blocks[0]?.place.line).toBe(5)
  })

  it('comments, hidden elements and encoded addresses are read, each as its own kind', async () => {
    const found = await reading('a.md', '一\n<!-- 内部\n资料 -->\n<span hidden>藏</span>\n[x](/%E6%9C%BA%E5%AF%86.md)')
    expect(told(found, 'comment')).toContain('内部\n资料')
    expect(told(found, 'link')).toContain('机密')
    expect(shownAs(found.parts, '藏')).toEqual(['hidden'])
  })
})
