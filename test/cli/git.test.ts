import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.js'
import { docx, p } from '../builders/docx.js'
import { BLOCK, CLEAR, screen, UNREADABLE } from './command.js'

const ENV = {
  PATH: process.env.PATH, HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: '甲', GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: '甲', GIT_COMMITTER_EMAIL: 'a@example.org',
}
const home = process.cwd()
let folder = ''
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env: ENV, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const put = (files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  git('add', '-A')
}
const commit = (message = 'x') => spawnSync('git', ['commit', '-q', '-m', message], { cwd: folder, env: ENV, encoding: 'utf8' })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'repository-'))
  process.chdir(folder)
  git('init', '-q', '-b', 'main')
})
afterEach(() => process.chdir(home))

async function report(...argv: string[]): Promise<Report & { status: number }> {
  const { status, stdout, stderr } = await screen(['git', '--format', 'json', ...argv], { env: ENV })
  expect(stderr).toBe('')
  return { ...(JSON.parse(stdout) as Report), status }
}

describe('screen git', () => {
  it('--staged screens what would be committed, not the working tree', async () => {
    put({ 'a.txt': BLOCK, 'b.txt': CLEAR })
    writeFileSync(join(folder, 'a.txt'), CLEAR)
    writeFileSync(join(folder, 'c.txt'), BLOCK)
    const { status, documents } = await report('--staged')
    expect(documents.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual(['a.txt block', 'b.txt clear'])
    expect(status).toBe(1)
  })

  it('--staged works in a subfolder of the repository', async () => {
    put({ 'docs/a.txt': BLOCK, 'b.txt': CLEAR })
    process.chdir(join(folder, 'docs'))
    expect((await report('--staged')).documents.map(({ path }) => path)).toEqual(['b.txt', 'docs/a.txt'])
  })

  it('--range and --history find what a later commit removed', async () => {
    put({ 'clear.txt': CLEAR })
    commit()
    put({ 'leak.txt': BLOCK })
    commit()
    git('rm', '-q', 'leak.txt')
    commit()
    expect((await report('--range', 'main~1..main')).documents).toEqual([])
    for (const asked of [['--range', 'main~2..main'], ['--history']]) {
      const { status, documents } = await report(...asked)
      expect(documents.filter(({ verdict }) => verdict === 'block').map(({ path }) => path.replace(/^\w{8}/, ''))).toEqual([':./leak.txt'])
      expect(status).toBe(1)
    }
  })

  it('--changed-lines suppresses findings on untouched lines of text files', async () => {
    const filler = Array.from({ length: 20 }, (_, n) => `第${n}行，天气很好。`).join('\n')
    put({ 'a.txt': `联系电话：13912345678\n${filler}\n`, 'b.docx': docx({ body: [p('机密★5年')] }) })
    commit()
    put({ 'a.txt': `联系电话：13912345678\n${filler}\n联系电话：13812345679\n`, 'b.docx': docx({ body: [p('机密★5年'), p('好')] }) })
    expect((await report('--staged')).documents.map(({ findings }) => findings.length)).toEqual([2, 1])
    const { documents } = await report('--staged', '--changed-lines')
    expect(documents[0]!.findings.map(({ location }) => location.line)).toEqual([22])
    expect(documents[0]!.suppressed.map(({ location, reasons }) => [location.line, reasons.at(-1)!.code])).toContainEqual([1, 'line-untouched'])
    expect(documents[1]!.verdict).toBe('block')
    put({ 'a.txt': `联系电话：13912345678\n${filler}\n好\n` })
    git('reset', '-q', '--', 'b.docx')
    expect(await report('--staged', '--changed-lines')).toMatchObject({ status: 0, verdict: 'clear' })
  })

  it('--changed-lines does not apply to a text file that contains a document', async () => {
    const inner = Buffer.from(BLOCK).toString('base64')
    const page = (last: string) => `<html><body>\n<p>联系电话：13912345678</p>\n<a href="data:text/plain;base64,${inner}">x</a>\n${'<p>好</p>\n'.repeat(20)}<p>${last}</p></body></html>`
    put({ 'a.html': page('1') })
    commit()
    put({ 'a.html': page('2') })
    const { documents } = await report('--staged', '--changed-lines')
    expect(documents.map(({ path }) => path.includes('!'))).toEqual([false, true])
    expect([documents[0]!.verdict, documents[0]!.findings.length]).toEqual(['block', 1])
  })

  it('content that cannot be examined is a gap, and an empty change has nothing to examine', async () => {
    put({ 'a.bin': UNREADABLE })
    expect((await report('--staged')).status).toBe(3)
    commit()
    expect(await screen(['git', '--staged'], { env: ENV })).toEqual({ status: 0, stdout: '没有新增或改动的内容，无需检查。\n', stderr: '' })
  })

  it.each([[[]], [['--staged', '--history']], [['--history', '--changed-lines']], [['--staged', 'a.txt']], [['--range', 'no..where']]])(
    '%j is a fault of usage', async (argv) => {
      const { status, stdout, stderr } = await screen(['git', ...argv], { env: ENV })
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).not.toBe('')
    })
})

describe('screen hook', () => {
  const env = { ...ENV, PATH: `${dirname(process.execPath)}:${ENV.PATH}` }

  it('install: a commit that adds a marked Word file is rejected, a clean one passes', async () => {
    expect((await screen(['hook', 'install'], { env: ENV })).stdout).toContain('.git/hooks/pre-commit')
    expect(statSync(join(folder, '.git/hooks/pre-commit')).mode & 0o111).toBe(0o111)
    put({ '通知.docx': docx({ body: [p('关于印发方案的通知')], header: [p('机密★5年')] }) })
    const refused = commit()
    expect(refused.status).toBe(1)
    expect(refused.stdout + refused.stderr).toContain('不得公开')
    put({ '通知.docx': docx({ body: [p('关于印发方案的通知')] }) })
    expect(commit()).toMatchObject({ status: 0 })
    expect(git('log', '--format=%s').trim()).toBe('x')
  })

  it('install replaces its own hook and leaves any other alone', async () => {
    await screen(['hook', 'install'], { env })
    expect((await screen(['hook', 'install'], { env })).status).toBe(0)
    writeFileSync(join(folder, '.git/hooks/pre-commit'), '#!/bin/sh\nmake check\n')
    expect(await screen(['hook', 'install'], { env })).toMatchObject({ status: 2, stdout: '' })
    expect(readFileSync(join(folder, '.git/hooks/pre-commit'), 'utf8')).toContain('make check')
  })

  it('install takes a hook with its comment and one more line for another hook', async () => {
    for (const text of [
      '#!/bin/sh\n# secrecy-screen: mine too\nmake check\n', '#!/bin/sh\n# secrecy-screen: x\nexec secrecy-screen git --staged\nmake check\n',
      '#!/bin/sh\n# secrecy-screen: x\nexec rm -r x; secrecy-screen git --staged\n',
    ]) {
      writeFileSync(join(folder, '.git/hooks/pre-commit'), text)
      expect(await screen(['hook', 'install'], { env })).toMatchObject({ status: 2, stdout: '' })
      expect(readFileSync(join(folder, '.git/hooks/pre-commit'), 'utf8')).toBe(text)
    }
  })

  it('install follows no link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'))
    symlinkSync(join(outside, 'dangling'), join(folder, '.git/hooks/pre-commit'))
    expect((await screen(['hook', 'install'], { env })).status).toBe(2)
    rmSync(join(folder, '.git/hooks'), { recursive: true })
    symlinkSync(outside, join(folder, '.git/hooks'))
    expect((await screen(['hook', 'install'], { env })).status).toBe(2)
    expect(readdirSync(outside)).toEqual([])
  })

  it('install does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(folder, '.git/hooks/pre-commit')])
    expect(await screen(['hook', 'install'], { env })).toMatchObject({ status: 2, stdout: '' })
  })

  it('install does not take an empty core.hooksPath for none', async () => {
    git('config', 'core.hooksPath', '')
    expect(await screen(['hook', 'install'], { env })).toMatchObject({ status: 2, stdout: '' })
    expect(existsSync(join(folder, 'pre-commit'))).toBe(false)
  })

  it('install writes to the folder of core.hooksPath only with --hooks-path', async () => {
    const shared = mkdtempSync(join(tmpdir(), 'shared-'))
    git('config', 'core.hooksPath', shared)
    expect(await screen(['hook', 'install', '--lang', 'en'], { env })).toMatchObject({ status: 2, stderr: expect.stringContaining('--hooks-path') })
    expect(readdirSync(shared)).toEqual([])
    expect((await screen(['hook', 'install', '--hooks-path'], { env })).status).toBe(0)
    expect(readdirSync(shared)).toEqual(['pre-commit'])
  })

  it('print writes a hook that finds the command on the path', async () => {
    expect((await screen(['hook', 'print'])).stdout).toMatch(/^#!\/bin\/sh\n# secrecy-screen:.*\nexec secrecy-screen git --staged\n$/)
    expect((await screen(['hook', 'remove'])).status).toBe(2)
  })
})

describe('screen waive', () => {
  const argv = (fingerprint: string, ...more: string[]) => ['waive', fingerprint, '--reason', '样例: "虚构" #1', '--approver', '王某', ...more]

  it('adds a finding to the waivers file, which then accepts it, and keeps comments', async () => {
    put({ 'a.txt': BLOCK, '.screen-key': 'k'.repeat(32) })
    const run = async () => JSON.parse((await screen(['--format', 'json', 'a.txt'])).stdout) as Report
    const { findings } = (await run()).documents[0]!
    for (const { fingerprint } of findings) {
      expect((await screen(argv(fingerprint, '--until', '2999-12-31'))).status).toBe(0)
      appendFileSync(join(folder, '.screen-waivers.yaml'), '# 年底再看\n')
    }
    const second = (await run()).documents[0]!
    expect(second.verdict).toBe('clear')
    expect(second.suppressed[0]!.waiver).toEqual({ reason: '样例: "虚构" #1', approver: '王某', expires: '2999-12-31' })
    await screen(argv('0'.repeat(32)))
    const text = readFileSync(join(folder, '.screen-waivers.yaml'), 'utf8')
    expect(text.match(/# 年底再看/g)).toHaveLength(findings.length)
  })

  it('expired and unused waivers are listed on stderr', async () => {
    put({ 'a.txt': CLEAR })
    await screen(argv('1'.repeat(32), '--until', '2999-01-01'))
    await screen(argv('2'.repeat(32)))
    const file = join(folder, '.screen-waivers.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('2999', '2001'))
    const { status, stderr } = await screen(['a.txt'])
    expect(status).toBe(0)
    expect(stderr).toMatch(/1 条豁免已到期.*1{32}\n.*1 条豁免没有用到.*2{32}\n/)
  })

  it.each([
    ['an invalid fingerprint', ['waive', 'abc', '--reason', 'x', '--approver', 'y']],
    ['no reason', ['waive', '1'.repeat(32), '--approver', 'y']],
    ['no approver', ['waive', '1'.repeat(32), '--reason', 'x']],
    ['an invalid day', ['waive', '1'.repeat(32), '--reason', 'x', '--approver', 'y', '--until', '2026-02-30']],
    ['a day in the past', ['waive', '1'.repeat(32), '--reason', 'x', '--approver', 'y', '--until', '2001-01-01']],
    ['an operand that is no day', ['waive', '1'.repeat(32), '--reason', 'x', '--approver', 'y', '--until', 'soon']],
    ['no operand', ['waive']],
  ])('%s is refused, and no file is written', async (_, words) => {
    expect(await screen(words)).toMatchObject({ status: 2, stdout: '' })
    expect(git('status', '--porcelain')).toBe('')
  })

  it('adds a waiver once, refuses another one that is in force, and renews one that has expired', async () => {
    const file = join(folder, '.screen-waivers.yaml')
    const one = argv('1'.repeat(32), '--until', '2999-01-01')
    expect((await screen(one)).status).toBe(0)
    const written = readFileSync(file, 'utf8')
    expect(await screen(one)).toMatchObject({ status: 0, stdout: expect.stringContaining('已有') as string })
    expect(await screen(argv('1'.repeat(32), '--until', '2999-02-02'))).toMatchObject({ status: 2, stdout: '' })
    expect(readFileSync(file, 'utf8')).toBe(written)
    writeFileSync(file, written.replace('2999', '2001'))
    expect((await screen(one)).status).toBe(0)
    expect(readFileSync(file, 'utf8').match(/fingerprint/g)).toHaveLength(2)
  })

  it('writes the file for its owner only, and neither through a link nor with a temporary file in an error', async () => {
    const file = join(folder, '.screen-waivers.yaml')
    writeFileSync(file, 'schema: secrecy-screen/waivers/v1\nwaivers: []\n', { mode: 0o644 })
    await screen(argv('1'.repeat(32)))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const missing = await screen(argv('1'.repeat(32), '--waivers', join(folder, 'none/w.yaml')))
    expect([missing.status, missing.stderr.includes('.tmp')]).toEqual([2, false])
    rmSync(file)
    symlinkSync('target.yaml', file)
    expect(await screen(argv('1'.repeat(32)))).toMatchObject({ status: 2, stderr: expect.stringContaining('符号链接') as string })
    expect(existsSync(join(folder, 'target.yaml'))).toBe(false)
  })

  it('an invalid waivers file is not changed', async () => {
    put({ '.screen-waivers.yaml': 'waivers: 1\n' })
    expect((await screen(argv('1'.repeat(32)))).status).toBe(2)
    expect(readFileSync(resolve(folder, '.screen-waivers.yaml'), 'utf8')).toBe('waivers: 1\n')
  })
})
