import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'
import { encode } from '../../builders/text.js'

const page = (body: string, head = ''): string => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`

describe('what a parser passes over', () => {
  it.each([
    ['a comment within a closing tag that closes nothing', '<p>甲</p<<!-- 机密文件 --><p>乙</p>'],
    ['an attribute that became part of the name of its tag', '<p>甲<img<alt="机密文件">乙</p>'],
  ])('is read: %s', async (_, source) => {
    expect(told(await reading('a.html', `<html><body>${source}</body></html>`), 'markup')).toContain('机密文件')
  })
})

describe('the text of HTML', () => {
  it.each([
    ['elements in a line do not cut words', '<p><b>绝</b>密<i>★</i>启用前</p>', '绝密★启用前\n'],
    ['blocks are lines', '<div>一</div><p>二<p>三<ul><li>四<li>五</ul>', '一\n二\n三\n四\n五\n'],
    ['a break is a line end', '机密<br>文件', '机密\n文件\n'],
    ['cells are parted by tabs', '<table><tr><th>姓名<th>密级<tr><td>张三<td>机密</table>', '姓名\t密级\n张三\t机密\n'],
    ['white space is one blank', '<p> 机\n  密 </p>', '机 密\n'],
    ['pre keeps its lines', '<pre>机密\n★10年</pre>', '机密\n★10年\n'],
    ['entities are characters', '&#26426;&#x5bc6;&bigstar;', '机密★\n'],
    ['ruby does not cut its base', '<ruby>绝<rt>jué</rt>密<rt>mì</rt></ruby>', '绝密\n'],
    ['an angle bracket that opens nothing is text', 'a < b 机密', 'a < b 机密\n'],
  ])('%s', async (_, body, text) => {
    expect(told(await reading('a.html', page(body)), 'body')).toBe(text)
  })

  it.each([
    ['display:none', '<p style="display:none">藏</p>'],
    ['visibility', '<p style="visibility: hidden">藏</p>'],
    ['the attribute', '<p hidden>藏</p>'],
    ['no size', '<span style="font-size:0px">藏</span>'],
    ['no opacity', '<span style="opacity:0">藏</span>'],
    ['white on white', '<span style="color:#fff">藏</span>'],
    ['a font of the ground\'s colour', '<table bgcolor="#000000"><tr><td><font color="black">藏</font></table>'],
    ['a place off the page', '<p style="position:absolute;left:-9999px">藏</p>'],
    ['a template', '<template><p>藏</p></template>'],
    ['a class within a tag', '<style>div p .x{display:none}</style><div><ul><p><b><i class="x">藏</i></b></p></ul></div>'],
    ['a class of a child', '<style>.a > .x{display:none}</style><p class="a"><i class="x">藏</i></p>'],
    ['a class', '<style>.x, p.y { display : none }</style><p class="x">藏</p>'],
    ['a tag and class', '<style>@media screen { p.y { display:none!important } }</style><p class="z y">藏</p>'],
    ['an id', '<style>/* p{} */ #q{visibility:hidden}</style><p id="q">藏</p>'],
    ['an element around it', '<div hidden><p><b>藏</b></p></div>'],
  ])('hidden by %s is read as hidden', async (_, body) => {
    const { parts } = await reading('a.html', page(body))
    expect(shownAs(parts, '藏')).toEqual(['hidden'])
  })

  it.each(['<style>@media print { p { display:none } }</style><p>显</p>', '<p style="color:#fff;background:#000">显</p>',
    '<style>.a > .x, .b .x{display:none}</style><p class="a"><b><i class="x">显</i></b></p>',
    '<p style="display:block">显</p>', '<p class="x">显</p>'])('that shows is visible: %s', async (body) => {
    const { parts } = await reading('a.html', page(body))
    expect(shownAs(parts, '显')).toEqual(['visible'])
  })

  it('with hidden characters inside is found both with and without them', async () => {
    const found = await reading('a.html', page('<p>机<span style="display:none">器</span>密</p>'))
    expect(told(found, 'body').split('\n')).toEqual(['机密', '机器密', ''])
  })

  it('that is struck out is deleted text', async () => {
    const { parts } = await reading('a.html', page('<p>公开<del>机密</del></p>'))
    expect(shownAs(parts, '机密')).toEqual(['deleted'])
  })

  it('says the line of the source its paragraph begins in', async () => {
    const { parts } = await reading('a.html', '<html>\n<p>一</p>\r\n<p>\n机密</p>')
    const body = parts.find((part) => part.kind === 'body')!
    expect(body.blocks.map((block) => block.place)).toEqual([{ line: 2 }, { line: 4 }])
  })
})

describe('what stands beside the text of HTML', () => {
  it.each([
    ['comment', '<!-- 机密 -->'],
    ['comment', '<!--[if mso]><p>机密</p><![endif]-->'],
    ['alt-text', '<img src="a.png" alt="机密">'],
    ['alt-text', '<ruby>字<rt>机密</rt></ruby>'],
    ['alt-text', '<input placeholder="机密">'],
    ['form-field', '<input type="hidden" value="机密">'],
    ['link', '<a href="/%E6%9C%BA%E5%AF%86.html">x</a>'],
    ['link', '<a href="/机密.html">x</a>'],
    ['metadata', '<meta name="level" content="机密">'],
    ['metadata', '<p data-x="机密">'],
    ['metadata', '<p x="机密" x="y">'],
    ['metadata', '<title>机密</title>'],
    ['markup', '<script>var x = "机密"</script>'],
    ['markup', '<script>var x = "\\u673a\\u5bc6"</script>'],
    ['markup', '<script>document.write("机"+ \'密\')</script>'],
    ['markup', '<script>const a="机", b = `密`;\nf(a + b)</script>'],
    ['markup', '<script>f(unescape("%u673A%u5BC6"))</script>'],
    ['markup', '<script>f(decodeURIComponent("%E6%9C%BA"+"%E5%AF%86"))</script>'],
    ['markup', '<script>f(["机","密"].join(""), 1)</script>'],
    ['markup', '<script>f(String.fromCharCode(26426, 0x5bc6))</script>'],
    ['markup', `<script>f(atob("${Buffer.from('<p>机密</p>').toString('base64')}"))</script>`],
    ['metadata', '<p onclick="f(\'机\'+\'密\')">'],
    ['markup', '<p title="&amp;#26426;&amp;#x5bc6;">x</p>'],
    ['link', '<a href="javascript:f(\'机\'+\'密\')">x</a>'],
    ['markup', '<style>p:before{content:"\\673a\\5bc6"}</style>'],
    ['metadata', '<p onclick="f(\'机密\')">'],
    ['comment', '<?机密>'],
    ['markup', '<p>x</p 机密>y'],
    ['markup', '<p>x</p 机密>'],
    ['markup', '<p>x</p><a title="机密'],
    ['markup', '<p>x</p><a 机密'],
  ])('is read as %s: %s', async (kind, body) => {
    const found = await reading('a.html', `<html>${body}`)
    const all = kind === 'comment' ? told(found, 'comment') + told(found, 'body') : told(found, kind as 'markup')
    expect(all).toContain('机密')
  })

  it('pictures, files and inner pages in data addresses are members', async () => {
    const body = '<img src="data:image/png;base64,iVBORw0KGgo="><a href="data:text/plain,%E6%9C%BA%E5%AF%86">x</a>' +
      '<iframe srcdoc="<p>机密</p>"></iframe>'
    const { gaps, members } = await reading('a.html', page(body))
    expect(gaps).toEqual([])
    expect(members.map((m) => [m.path, Buffer.from(m.bytes).toString()])).toEqual([
      ['a.html!embedded-1.png', '\ufffdPNG\r\n\x1a\n'], ['a.html!embedded-2.txt', '机密'],
      ['a.html!embedded-3.html', '<p>机密</p>'],
    ])
  })

  it('a declared encoding is heard', async () => {
    const html = '<html><meta charset="gbk"><p>机密</p>'
    expect(told(await reading('a.html', encode(html, 'gb18030')), 'body')).toContain('机密')
  })
})

describe('hostile HTML', () => {
  it('nested beyond the bound is a gap, and its text is read', async () => {
    const found = await reading('a.html', page('<b>'.repeat(300) + '机<i>密</i>'))
    expect(found.gaps).toMatchObject([{ reason: 'limit-exceeded', args: { limit: 'xmlDepth' } }])
    expect(told(found, 'body')).toContain('机密')
  })

  it('without content is read as source', async () => {
    expect(told(await reading('a.html', '<html><p><b></b>'), 'markup')).toContain('<html><p>')
  })

  it('reads the name of an attribute that has no value', async () => {
    expect(told(await reading('a.html', '<html><b class="<b class="机密<p>"'), 'markup')).toContain('机密')
  })

  it('of any shape is read whole: no throw, whole blocks, every word', async () => {
    const piece = fc.constantFrom('<p>', '</p>', '<b class="', '">', '<!--', '-->', '<style>', '</style>', '<td>', '</table>', '"',
      '<script>', '</script>', '机密', '<template>', '<a href=', '>', '<![CDATA[', ']]>', '<?', '<textarea>', '</', '<svg>', '<del>')
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const text = `<html>${pieces.join('')}`
      const { parts, gaps } = await reading('a.html', text)
      expect(gaps.filter((gap) => gap.reason === 'reader-crashed')).toEqual([])
      expect(brokenBlocks(parts)).toEqual([])
      if (text.includes('机密')) expect(parts.some((part) => part.text.includes('机密'))).toBe(true)
    }), { numRuns: 300 })
  })
})
