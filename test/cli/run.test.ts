import {
  closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.js'
import { BLOCK, CLEAR, folderOf, REVIEW, screen, UNREADABLE } from './command.js'

const FILES = { 'block.txt': BLOCK, 'review.txt': REVIEW, 'clear.txt': CLEAR, 'unreadable.bin': UNREADABLE, 'empty.txt': '' }
const files = folderOf(FILES)

/** Screens files of `FILES` and returns the report. */
async function report(argv: readonly string[], names: readonly (keyof typeof FILES)[]): Promise<Report & { status: number }> {
  const { status, stdout } = await screen(['--format', 'json', ...argv, ...names.map((name) => join(files, name))])
  return { ...(JSON.parse(stdout) as Report), status }
}

describe('exit status', () => {
  it.each([
    ['0: everything examined, nothing found', [], ['clear.txt'], 0],
    ['1: a block finding', [], ['block.txt'], 1],
    ['1: a review finding', [], ['review.txt'], 1],
    ['0: a review finding with --fail-on block', ['--fail-on', 'block'], ['review.txt'], 0],
    ['1: a block finding with --fail-on note', ['--fail-on', 'note'], ['block.txt'], 1],
    ['3: a format without a reader', [], ['unreadable.bin'], 3],
    ['0: an empty file', [], ['empty.txt'], 0],
    ['3: an unexamined file and a finding below the threshold', ['--fail-on', 'block'], ['review.txt', 'unreadable.bin'], 3],
    ['1 outranks 3', [], ['unreadable.bin', 'block.txt'], 1],
    ['0: an unexamined file with --allow-incomplete', ['--allow-incomplete'], ['unreadable.bin'], 0],
    ['1: a finding and an unexamined file with --allow-incomplete', ['--allow-incomplete'], ['unreadable.bin', 'review.txt'], 1],
  ] as const)('%s', async (_, argv, names, status) => {
    expect((await report(argv, names)).status).toBe(status)
  })

  it.each([
    ['a missing file', 'none.txt', 'not-found'],
    ['a folder without files', '.', 'empty'],
    ['a device', '/dev/null', 'not-a-file'],
  ] as const)('3: %s', async (_, path, reason) => {
    const folder = folderOf({})
    const { status, stdout } = await screen(['--format', 'json', path.startsWith('/') ? path : join(folder, path)])
    expect((JSON.parse(stdout) as Report).documents.flatMap((document) => document.gaps.map((gap) => gap.reason))).toEqual([reason])
    expect(status).toBe(3)
  })

  it('2: no paths, with a message that says what is missing', async () => {
    expect(await screen([])).toEqual({ status: 2, stdout: '', stderr: expect.stringContaining('没有指定要检查的文件') })
    expect((await screen(['--lang', 'en'])).stderr).toContain('No file to screen was given')
  })
})

describe('invalid options are usage errors, and nothing is screened', () => {
  it.each([
    [['--colour', 'a'], '不认识的选项 --colour'],
    [['--format', 'xml', 'a'], '--format 的值“xml”不对；可选：terminal, json, jsonl'],
    [['--fail-on', 'clear', 'a'], '可选：block, review, note'],
    [['--lang', 'fr', 'a'], '可选：zh-CN, en'],
    [['--segmenter', 'x', 'a'], '可选：auto, nodejieba, none'],
    [['--jobs', '0', 'a'], '应为 1 至 256 的整数'],
    [['--jobs', '1.5', 'a'], '应为 1 至 256 的整数'],
    [['--jobs', '1e2', 'a'], '应为 1 至 256 的整数'],
    [['--jobs', '257', 'a'], '应为 1 至 256 的整数'],
    [['a', '--output'], '选项 --output 缺少值'],
    [['--output', '/nowhere/report.json', 'a'], '无法写入报告文件 /nowhere/report.json：不存在（ENOENT）'],
    [['--output', '/tmp', 'a'], '无法写入报告文件 /tmp：是文件夹（EISDIR）'],
    [['--lexicon', '/nowhere/a.yaml', 'a'], '/nowhere/a.yaml:1:1'],
    [['--waivers', '/nowhere/w.yaml', 'a'], '/nowhere/w.yaml:1:1'],
    [['--key', '/nowhere/key', 'a'], '无法读取指纹密钥文件 /nowhere/key：不存在（ENOENT）'],
    [['--config', '/nowhere/c.yaml', 'a'], '/nowhere/c.yaml:1:1'],
    [['--no-default-lexicons', 'a'], '没有词库'],
    [['lexicon', 'prove'], '不认识的命令“lexicon prove”'],
  ])('%j', async (argv, sentence) => {
    const { status, stdout, stderr } = await screen(argv)
    expect(stderr).toContain(sentence)
    expect([status, stdout]).toEqual([2, ''])
  })

  it('a message escapes control characters of a hostile argument', async () => {
    const { stderr } = await screen(['--format', '\u001b[2J\u202e', 'a'])
    expect(stderr).toContain('\\u001b[2J\\u202e')
    expect(stderr).not.toMatch(/[\u001b\u202e]/)
  })

  it('a key that is too short is refused', async () => {
    const { status, stderr } = await screen(['--key', join(folderOf({ key: 'short\n' }), 'key'), files])
    expect([status, stderr]).toEqual([2, expect.stringContaining('太短')])
  })
})

describe('the report', () => {
  it('is byte-identical for any number of jobs', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) =>
      [`${n % 4}/${n}.txt`, `${'文'.repeat((n * 7919) % 5000)}\n${[BLOCK, REVIEW, CLEAR, ''][n % 4]!}`]))
    const folder = folderOf({ ...many, 'bad.bin': UNREADABLE })
    for (const format of ['json', 'jsonl', 'terminal']) {
      const one = await screen(['--format', format, '--jobs', '1', folder])
      const three = await screen(['--format', format, '--jobs', '3', folder])
      expect(three).toEqual(one)
      expect(one.status).toBe(1)
    }
  })

  it('as JSON Lines holds the documents of the JSON report, then the summary', async () => {
    const json = JSON.parse((await screen(['--format', 'json', files])).stdout) as Report
    const lines = (await screen(['--format', 'jsonl', files])).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as object)
    const { documents, ...end } = json
    expect(lines).toEqual([...documents, end])
    expect(documents.map(({ path }) => path.slice(files.length + 1))).toEqual(Object.keys(FILES).sort())
  })

  it('written to a file is the same, with the same exit status, and leaves no other file', async () => {
    const folder = folderOf({ 'report.json': 'old' })
    const direct = await screen(['--format', 'json', files])
    const written = await screen(['--format', 'json', '--output', join(folder, 'report.json'), files])
    expect(written).toEqual({ status: direct.status, stdout: '', stderr: '' })
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(direct.stdout)
    expect(readdirSync(folder)).toEqual(['report.json'])
  })

  it('written among the documents is not screened itself', async () => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const { status } = await screen(['--format', 'jsonl', '--output', join(folder, 'r.jsonl'), folder])
    expect(status).toBe(0)
    expect(readFileSync(join(folder, 'r.jsonl'), 'utf8').split('\n')).toHaveLength(3)
  })

  it('that can no longer be written ends with an error that does not name the temporary file', async () => {
    const folder = folderOf({ 'out/old.txt': '' })
    const stream = (async function* () {
      rmSync(join(folder, 'out'), { recursive: true })
      yield Buffer.from(CLEAR)
    })()
    const { status, stderr } = await screen(['--output', join(folder, 'out/r.txt'), '-'], { stream })
    expect([status, stderr]).toEqual([2, expect.not.stringContaining('.tmp')])
    expect(stderr).toContain('r.txt')
  })

  it('is not written through a link', async () => {
    const folder = folderOf({ 'real.json': 'old' })
    symlinkSync('real.json', join(folder, 'link.json'))
    symlinkSync('new.json', join(folder, 'dangling.json'))
    for (const name of ['link.json', 'dangling.json']) {
      const ran = await screen(['--format', 'json', '--output', join(folder, name), join(files, 'clear.txt')])
      expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining('符号链接') as string })
    }
    expect(readdirSync(folder).sort()).toEqual(['dangling.json', 'link.json', 'real.json'])
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('old')
  })

  it('can be read by its owner only when values are shown, and follows the umask otherwise', async () => {
    const folder = folderOf({ 'r.json': 'old' })
    const output = join(folder, 'r.json')
    const mode = () => statSync(output).mode & 0o777
    await screen(['--format', 'json', '--output', output, join(files, 'clear.txt')])
    expect(mode()).toBe(0o666 & ~process.umask())
    await screen(['--reveal', '--format', 'json', '--output', output, join(files, 'clear.txt')])
    expect(mode()).toBe(0o600)
  })

  it('goes to the standard output and to open descriptors by their names', async () => {
    const { stdout } = await screen(['--format', 'json', '--output', '/dev/stdout', join(files, 'clear.txt')])
    expect(stdout).toContain('"verdict": "clear"')
    const file = join(folderOf({}), 'r.json')
    const descriptor = openSync(file, 'w')
    await screen(['--format', 'json', '--output', `/dev/fd/${descriptor}`, join(files, 'clear.txt')])
    closeSync(descriptor)
    expect(readFileSync(file, 'utf8')).toContain('"verdict": "clear"')
  })

  it('can be written to a device, which stays a device', async () => {
    expect((await screen(['--output', '/dev/null', join(files, 'block.txt')])).status).toBe(1)
    expect((await screen(['/dev/null'])).stdout).toContain('不是普通文件')
  })

  it('has colours on a terminal only, and none in a file or a pipe', async () => {
    const output = join(folderOf({}), 'report.txt')
    await screen(['--output', output, files], { tty: true })
    expect(readFileSync(output, 'utf8')).not.toContain('\u001b')
    expect((await screen([files])).stdout).not.toContain('\u001b')
    expect((await screen([files], { tty: true })).stdout).toContain('\u001b[')
    expect((await screen([files], { tty: true, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b')
  })

  it('lists suppressed findings with --show-suppressed, and otherwise counts them', async () => {
    const folder = folderOf({ 'a.txt': '身份证号 11010519491231002X\n发票号 11010519491231002X00\n计算机密码学\n' })
    expect((await screen([folder])).stdout).toContain('--show-suppressed')
    expect((await screen(['--show-suppressed', folder])).stdout).toMatch(/已排除 \d+ 处/)
  })

  it('mentions --allow-incomplete, on stderr for machine formats', async () => {
    const path = join(files, 'unreadable.bin')
    expect((await screen(['--allow-incomplete', path])).stdout).toContain('--allow-incomplete')
    expect((await screen(['--allow-incomplete', '--format', 'json', path])).stderr).toContain('--allow-incomplete')
  })

  it('is in the language of --lang, whatever the environment says', async () => {
    const env = { LANG: 'en_US.UTF-8' }
    expect((await screen([join(files, 'clear.txt')], { env })).stdout).toContain('未发现问题')
    expect((await screen(['--lang', 'en', join(files, 'clear.txt')])).stdout).toContain('Everything was examined')
    expect((await report(['--lang', 'en'], ['block.txt'])).documents[0]!.findings[0]!.title).toMatch(/^[ -~]+$/)
  })
})

describe('what a report shows of a document', () => {
  const SENTENCE = '张三丰同志家住桃花岛'
  const folder = folderOf({ 'a.txt': `${SENTENCE}，联系电话：13912345678，身份证号：11010519491231002X。\n` })

  it.each(['terminal', 'json', 'jsonl'])('%s through a pipe holds no value and no sentence', async (format) => {
    const { stdout, stderr } = await screen(['--format', format, '--show-suppressed', folder])
    expect(stdout).toMatch(/139\*+/)
    for (const secret of ['13912345678', '11010519491231002X', '19491231', '张三丰']) expect(stdout + stderr).not.toContain(secret)
  })

  it('only a terminal shows the sentence, with its values masked', async () => {
    const { stdout } = await screen([folder], { tty: true, env: { NO_COLOR: '1' } })
    expect(stdout).toContain('桃花岛')
    for (const secret of ['13912345678', '11010519491231002X']) expect(stdout).not.toContain(secret)
    const output = join(folderOf({}), 'report.txt')
    await screen(['--output', output, folder], { tty: true })
    expect(readFileSync(output, 'utf8')).not.toContain('桃花岛')
    expect((await screen(['--format', 'json', folder], { tty: true })).stdout).not.toContain('桃花岛')
  })

  it('--reveal shows everything', async () => {
    const { stdout } = await screen(['--reveal', '--format', 'json', folder])
    expect(stdout).toContain('13912345678')
    expect(stdout).toContain('桃花岛')
  })
})

describe('the standard input', () => {
  it('is screened as a document, also among others', async () => {
    const { status, stdout } = await screen(['--format', 'json', join(files, 'clear.txt'), '-'], { stdin: BLOCK })
    const { documents } = JSON.parse(stdout) as Report
    expect(documents.map(({ path, verdict }) => `${path.split('/').at(-1)} ${verdict}`)).toEqual(['clear.txt clear', '- block'])
    expect(status).toBe(1)
  })

  it('can be given a name, which is screened like any file name', async () => {
    const named = await screen(['--format', 'json', '--stdin-name', '机密★5年.txt', '-'], { stdin: CLEAR })
    const { documents } = JSON.parse(named.stdout) as Report
    expect(documents[0]!.findings.map(({ location }) => location.kind)).toContain('filename')
    expect(named.status).toBe(1)
  })
})

describe('a closed output', () => {
  it('does not change the exit status of a report written at once', async () => {
    expect((await screen([join(files, 'block.txt')], { reads: 0 })).status).toBe(1)
    expect((await screen([join(files, 'clear.txt')], { reads: 0 })).status).toBe(0)
  })

  it('ends the run of a report written line by line, as incomplete', async () => {
    const folder = folderOf({ '1.txt': CLEAR, '2.txt': CLEAR, '3.txt': CLEAR })
    const { status, stdout } = await screen(['--format', 'jsonl', folder], { reads: 1 })
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(status).toBe(3)
  })
})

describe('an interruption', () => {
  it('ends with 130 and leaves no partial report', async () => {
    const folder = folderOf({ 'report.json': 'old' })
    const interrupt = new AbortController()
    const running = screen(['--format', 'json', '--output', join(folder, 'report.json'), files], { signal: interrupt.signal })
    interrupt.abort(new Error('interrupted'))
    expect(await running).toEqual({ status: 130, stdout: '', stderr: '已中断。\n' })
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['report.json'])
  })
})

describe('progress', () => {
  it('is shown on stderr, on a terminal only, and erased at the end', async () => {
    const folder = folderOf({ '1.txt': CLEAR, '2.txt': CLEAR, '3.txt': CLEAR })
    const { stderr } = await screen([folder], { tty: true })
    expect(stderr).toMatch(/\r已检查 2 个文件|^已检查 2 个文件/)
    expect(stderr).toMatch(/\r *\r$/)
    expect((await screen([folder])).stderr).toBe('')
    expect((await screen([join(folder, '1.txt')], { tty: true })).stderr).toBe('')
  })
})

describe('waivers', () => {
  it('a waived finding does not count, and is listed with its waiver', async () => {
    const folder = folderOf({ 'a.txt': BLOCK, key: 'k'.repeat(32) })
    const argv = ['--format', 'json', '--key', join(folder, 'key'), '--waivers', join(folder, 'waivers.yaml'), join(folder, 'a.txt')]
    const waivers = (lines: string) => writeFileSync(join(folder, 'waivers.yaml'), `schema: secrecy-screen/waivers/v1\nwaivers:${lines}\n`)
    waivers(' []')
    const first = JSON.parse((await screen(argv)).stdout) as Report
    const { fingerprint } = first.documents[0]!.findings[0]!
    waivers(first.documents[0]!.findings.map((finding) => `\n  - {fingerprint: "${finding.fingerprint}", reason: 样例, approver: 李四}`).join(''))
    const { status, stdout } = await screen(argv)
    const second = JSON.parse(stdout) as Report
    expect(second.documents[0]!.suppressed.find((one) => one.fingerprint === fingerprint)).toMatchObject({ waiver: { reason: '样例', approver: '李四' } })
    expect([status, second.verdict]).toEqual([0, 'clear'])
  })
})

describe('screen lexicon check', () => {
  it('proves the shipped lexicons', async () => {
    const { status, stdout, stderr } = await screen(['lexicon', 'check'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^词库检查通过：\d+ 个文件，\d+ 条规则，\d+ 个例句。\n未与法律文本核对的依据（\d+）：.*反不正当竞争法.*\n$/)
  })

  it('reports every error with file, line and column', async () => {
    const folder = folderOf({ 'bad.yaml': 'schema: secrecy-screen/lexicon/v1\nid: x\nwrong: 1\n' })
    const { status, stdout, stderr } = await screen(['lexicon', 'check', '--lang', 'en', join(folder, 'bad.yaml')])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`${folder}/bad.yaml:3:1: `)
    expect(stderr).toMatch(/The lexicons have \d+ errors\.\n$/)
  })
})

it('a folder named lexicon is screened when it is given as a path', async () => {
  const folder = folderOf({ 'lexicon/a.txt': CLEAR })
  expect((await screen([`${folder}/lexicon`])).status).toBe(0)
  expect(existsSync(folder)).toBe(true)
})
