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
  'f.docx': docx({
    body: [p(LINES[0]!), p(hidden(LINES[1]!)), p(LINES[2]!, footnote(p(LINES[3]!)), comment(LINES[1]!, SENTENCES[0]!))],
    header: [p(LINES[0]!)],
  }),
  'g.bin': UNREADABLE,
  'h.txt': CLEAR,
}
const folder = folderOf(FILES)
/** A value in a name as well. */
const named = folderOf({ [`${mobile(3)}.txt`]: LINES.join('\n') })

/** The values and sentences found in a text, however its format escapes them. */
function leaks(text: string, secrets: readonly string[] = [...VALUES, ...SENTENCES]): string[] {
  const plain = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/&amp;/g, '&').replace(/[\s"⟦⟧]/g, '')
  return secrets.filter((secret) => plain.includes(secret))
}

/** The text of every file below a folder. */
function filesIn(path: string): string {
  return readdirSync(path).map((name) => name + readFileSync(join(path, name), 'utf8')).join('\n')
}

// test/report/masking.test.ts gives every place of a document to every format.
describe('no output of the command contains a value', () => {
  it('nor a sentence, without a terminal', async () => {
    const { status, stdout, stderr } = await screen(['--jobs', '1', '--show-suppressed', folder])
    expect(leaks(stdout + stderr)).toEqual([])
    expect(status).toBe(1)
    expect(stdout).toMatch(/\*{3}/)
  })

  it('on a terminal, which shows the text around', async () => {
    const { stdout, stderr } = await screen(['--jobs', '1', '--show-suppressed', folder], { tty: true, env: { NO_COLOR: '1' } })
    expect(leaks(stdout + stderr, VALUES)).toEqual([])
    expect(leaks(stdout)).toContain(SENTENCES[2])
  })

  it('in a ledger, and what it exports', async () => {
    const own = join(folderOf({}), 'l')
    mkdirSync(own)
    const { stderr } = await screen(['--jobs', '1', '--ledger', join(own, 'ledger.db'), folder], { tty: true })
    expect(leaks(stderr + filesIn(own))).toEqual([])
    const { stdout } = await screen(['ledger', 'export', join(own, 'ledger.db')])
    expect(leaks(stdout)).toEqual([])
  })

  it('in what explain prints on a terminal', async () => {
    const { stdout } = await screen(['explain', 'credential.password', join(folder, 'a.txt')], { tty: true })
    expect(leaks(stdout, VALUES)).toEqual([])
    expect(stdout).toContain('⟦******⟧')
  })

  it('with --reveal it does: the documents contain what the tests look for', async () => {
    const { stdout } = await screen(['--jobs', '1', '--reveal', '--show-suppressed', folder])
    expect(leaks(stdout, VALUES)).toEqual(VALUES)
  })
})

describe('names of files', () => {
  it('are masked for people and not where programs open files by them', async () => {
    const shown = await screen(['--jobs', '1', named])
    expect(leaks(shown.stdout + shown.stderr)).toEqual([])
    const { stdout } = await screen(['--jobs', '1', '--format', 'json', named])
    expect((JSON.parse(stdout) as { documents: { path: string }[] }).documents[0]!.path).toBe(join(named, `${mobile(3)}.txt`))
  })

  it('are masked everywhere with --mask-paths, which gives them an id', async () => {
    const own = folderOf({ key: 'k'.repeat(32) })
    const key = ['--key', join(own, 'key')]
    const { stdout, stderr } = await screen(['--jobs', '1', '--format', 'json', '--mask-paths', ...key, '--record', join(own, 'records'), named])
    expect(leaks(stdout + stderr + filesIn(join(own, 'records')))).toEqual([])
    expect(stdout).toMatch(/"pathId": "[0-9a-f]{32}"/)
  })

  it('cannot be masked without a key, or in a ledger', async () => {
    const own = folderOf({ key: 'k'.repeat(32) })
    expect((await screen(['--jobs', '1', '--mask-paths', named], { env: {} })).status).toBe(2)
    const ledger = ['--key', join(own, 'key'), '--ledger', join(own, 'ledger.db')]
    expect((await screen(['--jobs', '1', '--mask-paths', ...ledger, named])).status).toBe(2)
  })

  it('are masked in what watch prints with --mask-paths, which cannot be used with a ledger', async () => {
    const own = folderOf({ key: 'k'.repeat(32) })
    const argv = ['watch', '--jobs', '1', '--format', 'jsonl', '--mask-paths', '--key', join(own, 'key'), named]
    const stop = new AbortController()
    const { stdout, stderr } = await screen(argv, { signal: stop.signal, onText: (text) => { if (text.includes('pathId')) stop.abort() } })
    expect(stdout).toContain('pathId')
    expect(leaks(stdout + stderr)).toEqual([])
    expect((await screen([...argv, '--ledger', join(own, 'ledger.db')])).status).toBe(2)
  })

  const id = residentId(1)
  it.each([
    [['--config', join(named, `${id}.yaml`), named]], [['--ledger', `/nonexistent/${id}.db`, named]], [['--ledger', `/etc/passwd/${id}.db`, named]],
    [['ledger', 'show', `/nonexistent/${id}.db`]], [['verify', `/nonexistent/${id}`, '--record', named]], [['--record', `/dev/null/${id}`, named]],
    [['-o', `/nonexistent/${id}`, named]], [['--fail-on', id, named]], [['--jobs', id, named]], [[`--${id}`, named]], [['explain', id]],
    [['lexicon', 'show', id]], [['form', named, id]], [['waive', id]], [['enqueue', '--queue', id, named]], [['--policy', id, named]],
    [['--lexicon', `${id.slice(0, 6)}/${id.slice(6, 14)}/${id.slice(14)}`, named]],
  ])('are masked in errors, and so is what was typed: %j', async (argv) => {
    const { status, stderr } = await screen(argv)
    expect([status, leaks(stderr), leaks(stderr.replaceAll('/', ''))]).toEqual([2, [], []])
  })
})

describe('no line is a command of a build server', () => {
  const hostile = folderOf({
    '::error file=a::b.txt': `::error::机密★5年\n${'绝密文件 '.repeat(9)}\n机密★5年 ::error::${'很长的一行'.repeat(20)} ##[error]x`,
    '##[error]c.zip': 'PK',
    '##vso[task.setvariable variable=x]d.txt': '机密★5年',
  })
  const commands = (text: string) => text.split(/[\n\r]/).filter((line) => /^[\s\u001b[0-9;m]*::|##\w*\[/.test(line))

  it.each([[{ tty: true }], [{ tty: false }]])('in a report (%o)', async (options) => {
    const cwd = process.cwd()
    process.chdir(hostile)
    try {
      const { stdout, stderr } = await screen(['--jobs', '1', '--progress', '--show-suppressed', '.', '::error::missing'], options)
      expect(stdout).toContain('error')
      expect(commands(stdout + stderr)).toEqual([])
    } finally {
      process.chdir(cwd)
    }
  })

  it.each(FORMATS.filter((format) => format !== 'github'))('in %s, and what it says stays the same', async (format) => {
    const { stdout } = await screen(['--jobs', '1', '--format', format, join(hostile, '##vso[task.setvariable variable=x]d.txt')])
    expect(commands(stdout)).toEqual([])
    expect(stdout.replace(/\\u0023|&#35;|\\#|%23/g, '#')).toContain('##vso')
  })

  it('in errors, complaints and tables', async () => {
    const cwd = process.cwd()
    process.chdir(folderOf({ '::error::x.yaml': 'formatt: 1\n', '::warning::v.txt': CLEAR }))
    try {
      const outputs = await Promise.all([
        screen(['--config', '::error::x.yaml', '.']), screen(['--config', '::error::missing.yaml', '.']), screen(['lexicon', 'check', '::error::x.yaml']),
        screen(['verify', '::warning::v.txt', '--record', '.']), screen(['::error::no-such-option', '--no-such']),
      ])
      expect(commands(outputs.map(({ stdout, stderr }) => `${stdout}\n${stderr}`).join('\n'))).toEqual([])
    } finally {
      process.chdir(cwd)
    }
  })
})
