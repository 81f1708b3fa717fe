import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'
import { decode } from '../../src/read/pictures/decoders/decode.js'
import { comment, docx, p, table } from '../builders/docx.js'
import { mobile, residentId } from '../builders/identities.js'
import { page as pdfPage, pdf, text } from '../builders/pdf.js'
import { CLEAR, folderOf, screen, UNREADABLE } from '../cli/command.js'
import { launch, open } from './browser.js'

/** Markup that would run if any of it became markup, in names and contents. */
const EVIL = '"><img src=x onerror=window.ran=1><script>window.ran=2</script></pre></style></title><svg onload=window.ran=3>'
const folder = folderOf({
  'documents/通知.docx': docx({
    header: [p('机密★20年')],
    body: [p(`关于公布名单的通知${EVIL}`), table([['身份证号', residentId(1)], ['手机', mobile(2)]]), p('内部资料 注意保存', comment(EVIL, EVIL))],
    properties: { core: { title: EVIL } },
  }),
  'documents/<img src=x onerror=window.ran=4>.txt': `${EVIL}\n身份证 ${residentId(3)}\npassword: ${EVIL}\n`,
  'documents/页.pdf': pdf([pdfPage([text('机密★5年')])]),
  'documents/网页.html': `<p>${residentId(4)}<script>window.ran=5</script>${EVIL}`,
  'documents/清白.txt': CLEAR,
  'documents/x.bin': UNREADABLE,
})
const [revealed, masked] = ['revealed.html', 'masked.html'].map((name) => join(folder, name)) as [string, string]
let browser: Browser

beforeAll(async () => {
  const own = ['--format', 'html', '--show-suppressed', join(folder, 'documents')]
  expect((await screen([...own, '--reveal', '-o', revealed])).status).toBe(1)
  expect((await screen([...own, '-o', masked])).status).toBe(1)
  browser = await launch()
})
afterAll(() => browser.close())

const LOOKS = [
  ['light and wide', { viewport: { width: 1280, height: 900 } }],
  ['dark and wide', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['light and narrow', { viewport: { width: 360, height: 780 } }],
] as const

describe.each(LOOKS)('the HTML report in a browser, %s', (_, look) => {
  it.each([['revealed', revealed], ['masked', masked]])('%s: nothing goes wrong, nothing is fetched, nothing of a document runs', async (_, file) => {
    const { page, said, requests } = await open(browser, file, look)
    expect(await page.evaluate('window.ran')).toBeUndefined()
    expect([said, requests]).toEqual([[], []])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.viewport.width)
    const picture = (await decode(await page.screenshot({ fullPage: true })))!
    expect(new Set(new Uint32Array(picture.data.buffer, picture.data.byteOffset, picture.data.length / 4)).size).toBeGreaterThan(50)
    await page.close()
  })
})

describe('the HTML report in a browser', () => {
  const shownItems = '.item:visible'

  it('shows what the boxes, the category and the words of the filter ask for', async () => {
    const { page } = await open(browser, masked)
    const all = await page.locator(shownItems).count()
    await page.locator('label.block').click()
    expect(await page.locator('.group.block:visible').count()).toBe(0)
    expect(await page.locator(shownItems).count()).toBeLessThan(all)
    await page.locator('label.block').click()
    expect(await page.locator(shownItems).count()).toBe(all)
    await page.locator('select[name=category]').selectOption('work-secret')
    expect(await page.locator(`${shownItems}:not([data-category=work-secret])`).count()).toBe(0)
    expect(await page.locator(shownItems).count()).toBeGreaterThan(0)
    await page.locator('select[name=category]').selectOption('')
    await page.locator('input[type=search]').fill('页.pdf')
    expect(await page.locator('.document:visible .path').allTextContents()).toEqual([expect.stringContaining('页.pdf')])
    await page.locator('input[type=search]').fill('没有这样的词')
    expect(await page.locator('.nothing').isVisible()).toBe(true)
    await page.close()
  })

  it('leads from a finding to its mark in the preview', async () => {
    const { page, said, requests } = await open(browser, revealed)
    const document = page.locator('.document', { has: page.locator('.path', { hasText: '通知.docx' }) })
    expect(await document.locator('details.preview').getAttribute('open')).toBeNull()
    const link = document.locator('.item', { hasText: residentId(1) }).locator('a.number').first()
    await link.click()
    const mark = page.locator(`[id="${(await link.getAttribute('href'))!.slice(1)}"]`)
    expect(await mark.isVisible()).toBe(true)
    expect(await mark.textContent()).toContain(residentId(1))
    const picture = page.locator('.document', { hasText: '页.pdf' }).locator('image')
    await page.locator('.document', { hasText: '页.pdf' }).locator('summary').click()
    expect((await picture.boundingBox())!.width).toBeGreaterThan(300)
    expect([said, requests]).toEqual([[], []])
    await page.close()
  })

  it('holds no preview and no sentence where it is masked', async () => {
    const { page } = await open(browser, masked)
    expect(await page.locator('.preview, image, a, details:not(.left details)').count()).toBe(0)
    expect(await page.content()).not.toContain(residentId(1))
    await page.close()
  })

  it('lets nothing in that is put into it later: no script, no style, no picture, no request', async () => {
    const { page, said, leaving } = await open(browser, revealed)
    await page.evaluate(`{
      const put = (name, change) => document.body.append(Object.assign(document.createElement(name), change));
      put('script', { textContent: 'window.ran = 1' });
      put('script', { src: 'http://127.0.0.1:9/x.js' });
      put('img', { src: 'http://127.0.0.1:9/x.png' });
      put('iframe', { src: 'http://127.0.0.1:9/' });
      put('style', { textContent: 'body { display: none }' });
      put('div', { innerHTML: '<img src=x onerror="window.ran = 2"><b style="display:none">x</b>' });
      fetch('http://127.0.0.1:9/').catch(() => {});
    }`)
    await expect.poll(() => said.length).toBeGreaterThanOrEqual(7)
    expect(said.filter((line) => !line.includes('Content Security Policy'))).toEqual([])
    expect(await page.evaluate('window.ran')).toBeUndefined()
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect(leaving).toEqual([])
    await page.close()
  })

  it('shows everything without its script', async () => {
    const { page } = await open(browser, masked, { javaScriptEnabled: false })
    expect(await page.locator('.filters').isVisible()).toBe(false)
    // A fold opens without a script, too.
    const folded = await page.locator('.left details .item').count()
    expect(await page.locator('.item').count()).toBe(await page.locator(shownItems).count() + folded)
    await page.locator('.left summary').first().click()
    expect(await page.locator('.left details[open] .item').first().isVisible()).toBe(true)
    await page.close()
  })

  it('prints on A4, findings and all, without the filter', async () => {
    const { page } = await open(browser, masked)
    const printed = await page.pdf({ preferCSSPageSize: true })
    await page.close()
    const { parts } = await read({ path: 'printed.pdf', bytes: printed }, { limits: LIMITS })
    const words = parts.map((part) => part.text).join('\n')
    for (const wanted of ['不得公开', '国家秘密标志', '检查范围']) expect(words).toContain(wanted)
    expect(words).not.toContain('查找文件')
    expect(printed.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/g)!.map((box) => box.replace(/\.\d+/g, ''))).toEqual(
      expect.arrayContaining(['/MediaBox [0 0 594 841]']))
  })
})
