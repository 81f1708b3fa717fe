import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMATS } from '../../src/cli/command-line/choices.js'
import { comment, docx, footnote, hidden, p } from '../builders/docx.js'
import { bankCard, creditCode, mobile, residentId } from '../builders/identities.js'
import { CLEAR, folderOf, screen, UNREADABLE } from './command.js'

const VALUES = [residentId(1), residentId(2), mobile(3), mobile(4), bankCard(5), 'Tr0ub4dor&3xK', 'AKIAIOSFODNN7EXAMPLQ']
/** Words of the surrounding sentences; none is a term of a rule. */
const SENTENCES = ['桃花岛主张三丰', '住在襄阳城东街', '蓝色信封里的钥匙', 'quietlighthouse']
const LINES = [
  `机密★5年　${SENTENCES[0]}，身份证号：${VALUES[0]}，${SENTENCES[1]}。`,
  `联系电话：${VALUES[2]}；银行卡号：${VALUES[4]} ${SENTENCES[2]}`,
  `${SENTENCES[3]} password: ${VALUES[5]} access_key=${VALUES[6]} ${creditCode(6)}`,
  `${SENTENCES[1]}身份证 ${VALUES[1]} 手机 ${VALUES[3]}`,
]
const FILES = {
  'a.txt': LINES.join('\n'),
  'b.csv': `姓名,身份证号,手机\n${SENTENCES[0]},${VALUES[0]},${VALUES[2]}\n${SENTENCES[1]},${VALUES[1]},${VALUES[3]}\n`,
  'c.html': `<html><head><title>${SENTENCES[2]}</title></head><body title="${LINES[1]}"><p>${LINES[0]}</p><!-- ${LINES[2]} --></body></html>`,
  'd.md': `# ${SENTENCES[0]}\n\n${LINES.join('\n\n')}\n`,
  'e.json': JSON.stringify({ [SENTENCES[3]!]: LINES }),
  'f.docx': docx({
    body: [p(LINES[0]!), p(hidden(LINES[1]!)), p(LINES[2]!, footnote(p(LINES[3]!)), comment(LINES[1]!, SENTENCES[0]!))],
    header: [p(LINES[0]!)],
  }),
  'g.bin': UNREADABLE,
  'h.txt': CLEAR,
}
const folder = folderOf(FILES)

/** The values and sentences found in a text, however its format escapes them. */
function leaks(text: string): string[] {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/&amp;/g, '&').replace(/[\s"]/g, '')
  return [...VALUES, ...SENTENCES].filter((secret) => plain.includes(secret))
}

describe('no output contains a value or a sentence of a document', () => {
  it.each(FORMATS.flatMap((format) => (['zh-CN', 'en'] as const).map((lang) => [format, lang] as const)))('%s in %s', async (format, lang) => {
    const { status, stdout, stderr } = await screen(['--jobs', '1', '--format', format, '--lang', lang, '--show-suppressed', folder])
    expect(leaks(stdout + stderr)).toEqual([])
    expect(status).toBe(1)
    expect(stdout).toMatch(/\*{3}/)
  })

  it.each(FORMATS)('%s in a file, run on a terminal with a key', async (format) => {
    const own = folderOf({ key: 'k'.repeat(32) })
    mkdirSync(join(own, 'out'))
    const { stdout, stderr } = await screen(
      ['--jobs', '1', '--format', format, '--key', join(own, 'key'), '--output', join(own, 'out/report'), folder], { tty: true })
    const [name, ...more] = readdirSync(join(own, 'out'))
    expect([name, more]).toEqual(['report', []])
    expect(leaks(stdout + stderr + readFileSync(join(own, 'out/report'), 'utf8'))).toEqual([])
  })

  it.each(FORMATS)('%s shows them with --reveal: the documents do contain what the test looks for', async (format) => {
    const { stdout } = await screen(['--jobs', '1', '--format', format, '--reveal', '--show-suppressed', folder])
    for (const secret of [VALUES[0]!, VALUES[2]!, VALUES[4]!]) expect(leaks(stdout)).toContain(secret)
  })
})
