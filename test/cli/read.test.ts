import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/index.js'
import { comment, del, docx, hidden, p } from '../builders/docx.js'
import { mobile, residentId } from '../builders/identities.js'
import { zip } from '../builders/zip.js'
import { folderOf, screen } from './command.js'

const DOCUMENT = docx({
  body: [p('公开的一句', hidden('藏起来的一句'), del('删去的一句')), p('下一段', comment('这里再核对', '某甲')), `王某某，${residentId(1)}`],
})
const file = join(folderOf({ 'a.docx': DOCUMENT }), 'a.docx')

describe('screen read', () => {
  it('lists each line with its place, kind and visibility, and counts the lines', async () => {
    const { status, stdout } = await screen(['read', file])
    expect(status).toBe(0)
    expect(stdout).toMatch(/a\.docx · docx · \d+ 字节/)
    expect(stdout).toMatch(/已读取：.*正文 3；.*批注 1/)
    expect(stdout).toMatch(/ {2}第 1 段 · 正文 \(word\/document\.xml\) · .*：公开的一句/)
    expect(stdout).toMatch(/批注 \(word\/comments\.xml\).*：这里再核对/)
  })

  it('lists text of the given visibilities and kinds only', async () => {
    const chosen = (await screen(['read', file, '--visibility', 'hidden,deleted'])).stdout
    for (const text of ['藏起来的一句', '删去的一句']) expect(chosen).toContain(text)
    for (const text of ['：公开的一句', '这里再核对']) expect(chosen).not.toContain(text)
    const comments = (await screen(['read', file, '--kind', 'comment', '--visibility', 'visible'])).stdout
    expect(comments).toContain('这里再核对')
    expect(comments).not.toContain('公开的一句')
  })

  it('masks values, and names beside them, unless it is told to reveal them', async () => {
    for (const format of ['text', 'json']) {
      const masked = (await screen(['read', file, '--format', format])).stdout
      expect(masked).not.toContain(residentId(1))
      expect(masked).not.toContain('王某某')
      expect((await screen(['read', file, '--format', format, '--reveal'])).stdout).toContain(`王某某，${residentId(1)}`)
    }
  })

  it('writes JSON with locations and gaps of every document inside', async () => {
    const outer = folderOf({ 'b.zip': zip({ 'inner/a.docx': DOCUMENT, [`${mobile(2)}.bin`]: new Uint8Array([0, 1, 2, 255]) }) })
    const { stdout } = await screen(['read', join(outer, 'b.zip'), '--format', 'json', '--kind', 'comment', '--lang', 'en'])
    const { schema, documents } = JSON.parse(stdout) as { schema: string; documents: { path: string; texts: object[]; gaps: object[] }[] }
    expect(schema).toBe('secrecy-screen/read/v1')
    expect(stdout).not.toContain(mobile(2))
    const inner = documents.find(({ path }) => path.endsWith('b.zip!inner/a.docx'))!
    expect(inner.texts).toContainEqual({
      location: { kind: 'comment', name: 'word/comments.xml', paragraph: 1 }, visibility: 'visible', text: '这里再核对',
    })
    expect(documents.flatMap(({ gaps }) => gaps)).toHaveLength(1)
  })

  it.each([
    [['read'], '用法：screen read'],
    [['read', file, '--kind', 'comment,nothing'], 'nothing'],
    [['read', file, '--visibility', 'seen'], 'seen'],
    [['read', '/nowhere/a.docx'], 'ENOENT'],
  ])('refuses %j', async (argv, message) => {
    const { status, stderr } = await screen(argv)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('readDocument', () => {
  it('gives the lines of a text with their numbers, each once', async () => {
    const [document] = await readDocument('第一行\r\n\r\n第三行\n', { name: 'a.txt' })
    expect(document!.texts.slice(-2)).toEqual([
      { location: { kind: 'body', line: 1, column: 1 }, visibility: 'visible', text: '第一行' },
      { location: { kind: 'body', line: 3, column: 1 }, visibility: 'visible', text: '第三行' },
    ])
  })

  it('reports a document that exceeds a limit as a gap', async () => {
    const documents = await readDocument('文字', { name: 'a.txt', limits: { inputBytes: 2 } })
    expect(documents.map(({ gaps }) => gaps[0]!.reason)).toEqual(['limit-exceeded'])
  })

  it('refuses options it does not know', async () => {
    await expect(readDocument('', { name: 'a', key: 1 } as never)).rejects.toThrow('options.key')
  })
})
