import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.js'
import { sha256 } from '../../src/model/index.js'
import { lexiconText } from '../lexicon/lexicon-text.js'
import { CLEAR, folderOf, REVIEW, screen } from './command.js'

const home = process.cwd()
afterEach(() => process.chdir(home))

/** Creates a working folder with these files, and goes there. */
function inFolder(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files)
  process.chdir(folder)
  return folder
}

async function reportOf(...argv: string[]): Promise<Report> {
  return JSON.parse((await screen(['--format', 'json', ...argv])).stdout) as Report
}

const OVERRIDES = [
  'schema: secrecy-screen/lexicon/v1', 'id: unit.changes', "version: '1'", 'layer: unit', 'title: { zh-CN: 调整, en: Changes }',
  'owner: 本单位', 'source: 本单位', 'overrides:',
  '  - { rule: mark.state-secret, severity: note, reason: 试 }', '  - { rule: identifier.mobile, disabled: 试 }',
].join('\n')

describe('the policy of a report', () => {
  it('without any file is the shipped rules', async () => {
    inFolder({ 'a.txt': CLEAR })
    expect((await reportOf('a.txt')).policy).toEqual({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), failOn: 'review', weakenings: [], unused: [],
      files: [{ kind: 'lexicon', source: 'shipped', path: 'lexicons', digest: expect.stringMatching(/^sha256:/) }],
    })
  })

  it('names each file with its source and the digest of its bytes', async () => {
    const config = 'lexicons: [ours.yaml]\n'
    const lexicon = lexiconText()
    const waivers = 'schema: secrecy-screen/waivers/v1\nwaivers: []\n'
    inFolder({ 'a.txt': CLEAR, '.screen.yaml': config, 'ours.yaml': lexicon, 'w.yaml': waivers })
    expect((await reportOf('--waivers', 'w.yaml', 'a.txt')).policy!.files.slice(1)).toEqual([
      { kind: 'configuration', source: 'found', path: '.screen.yaml', digest: sha256(config) },
      { kind: 'lexicon', source: 'found', path: 'ours.yaml', digest: sha256(lexicon) },
      { kind: 'waivers', source: 'command-line', path: 'w.yaml', digest: sha256(waivers) },
    ])
  })

  it('has one digest for one policy, wherever its files lie', async () => {
    inFolder({ 'a.txt': CLEAR, '.screen.yaml': 'fail-on: block\n', 'sub/other.yaml': 'fail-on: block\n' })
    const found = (await reportOf('a.txt')).policy!.digest
    expect((await reportOf('--config', 'sub/other.yaml', 'a.txt')).policy!.digest).toBe(found)
    expect((await reportOf('--fail-on', 'note', 'a.txt')).policy!.digest).not.toBe(found)
  })

  it('lists what the configuration, a lexicon, waivers and the command line weaken', async () => {
    const waivers = `schema: secrecy-screen/waivers/v1\nwaivers:\n  - { fingerprint: '${'0'.repeat(32)}', reason: x, approver: y }\n`
    inFolder({ 'a.txt': REVIEW, '.screen.yaml': 'fail-on: block\nlexicons: [o.yaml]\n', 'o.yaml': OVERRIDES, '.screen-waivers.yaml': waivers })
    expect((await reportOf('--allow-incomplete', 'a.txt')).policy!.weakenings).toEqual([
      { code: 'fail-on', by: 'configuration', args: { severity: 'block' } },
      { code: 'allow-incomplete', by: 'command-line' },
      { code: 'unkeyed-waivers', by: 'waivers', args: { count: 1 } },
      { code: 'rule-disabled', by: 'lexicon', args: { rule: 'identifier.mobile', lexicon: 'unit.changes' } },
      { code: 'severity-lowered', by: 'lexicon', args: { rule: 'mark.state-secret', lexicon: 'unit.changes', severity: 'note' } },
    ])
  })

  it.each([
    ['sarif', /"code": "fail-on"/], ['junit', /<property name="policy\.weakened" value="检查要求被放宽：/],
    ['csv', /"检查要求被放宽：[^"]*","","","","","","","","","","policy\.weakened"/], ['gitlab', /"check_name": "policy\.weakened"/],
    ['github', /^::notice title=policy\.weakened::检查要求被放宽：/m], ['terminal', /检查要求被放宽：/], ['html', /检查要求被放宽：/],
    ['jsonl', /"code":"fail-on"/],
  ])('%s says what is weakened, and so does stderr', async (format, expected) => {
    inFolder({ 'a.txt': CLEAR, '.screen.yaml': 'fail-on: block\n' })
    const { status, stdout, stderr } = await screen(['--format', format, 'a.txt'])
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(expected), expect.stringContaining('检查要求被放宽：')])
  })

  it('is named by the report for a terminal', async () => {
    inFolder({ 'a.txt': CLEAR, '.screen.yaml': 'fail-on: note\n' })
    const { stdout } = await screen(['--lang', 'en', 'a.txt'])
    expect(stdout).toContain('policy: configuration .screen.yaml (found in the working folder or above it)')
  })

  it('masks values in the names of its files for people, and everywhere with --mask-paths', async () => {
    inFolder({ 'a.txt': CLEAR, '13912345678.yaml': 'fail-on: block\n', 'key': 'k'.repeat(32) })
    const argv = ['--config', '13912345678.yaml', '--key', 'key', 'a.txt']
    expect((await screen(argv)).stdout).not.toContain('13912345678')
    expect((await screen([...argv, '--format', 'json', '--mask-paths'])).stdout).not.toContain('13912345678')
  })

  it('is not called weakened where nothing is', async () => {
    inFolder({ 'a.txt': CLEAR, '.screen.yaml': 'fail-on: note\n' })
    for (const format of ['junit', 'csv', 'gitlab', 'github', 'terminal']) {
      const { stdout, stderr } = await screen(['--format', format, 'a.txt'])
      expect([stdout.includes('weakened') || stdout.includes('放宽'), stderr]).toEqual([false, ''])
    }
  })
})

describe('screen policy show', () => {
  it.each(['zh-CN', 'en'])('prints each setting in force with its source, in %s', async (lang) => {
    inFolder({ '.screen.yaml': 'ocr: off\nlimits: { pages: 7 }\n', '.screen-key': 'k'.repeat(32) })
    const { status, stdout } = await screen(['policy', 'show', '--lang', lang, '--fail-on', 'note'])
    expect(status).toBe(0)
    const line = (name: string) => stdout.split('\n').find((one) => one.startsWith(`${name} `))?.split(/\s{2,}/)
    expect(line('ocr')).toEqual(['ocr', 'off', '.screen.yaml'])
    expect(line('limits.pages')).toEqual(['limits.pages', '7', '.screen.yaml'])
    expect(line('fail-on')).toEqual(['fail-on', 'note', lang === 'en' ? 'command line' : '命令行'])
    expect(line('segmenter')).toEqual(['segmenter', 'auto', lang === 'en' ? 'default' : '默认'])
    expect(stdout).not.toContain('kkkk')
  })

  it('prints the digest of the reports', async () => {
    inFolder({ 'a.txt': CLEAR, '.screen.yaml': 'fail-on: block\n' })
    const shown = JSON.parse((await screen(['policy', 'show', '--format', 'json'])).stdout) as { policy: { digest: string } }
    expect(shown.policy.digest).toBe((await reportOf('a.txt')).policy!.digest)
  })
})

describe('the paths of a configuration that was found', () => {
  const secret = 'hunter2-is-the-password: [\n'
  const attacks: readonly (readonly [name: string, config: string, key: string])[] = [
    ['a file of the system as a lexicon', 'lexicons: [/proc/self/environ]\n', 'lexicons[0]'],
    ['a lexicon above its folder', 'lexicons: [a.yaml, ../secret.yaml]\n', 'lexicons[1]'],
    ['git\'s configuration', 'lexicons: [.git/config]\n', 'lexicons[0]'],
    ['a link that leads out', 'lexicons: [link.yaml]\n', 'lexicons[0]'],
    ['waivers elsewhere', 'waivers: /etc/shadow\n', 'waivers'],
    ['a key without an end', 'key: /dev/zero\n', 'key'],
    ['a template elsewhere', 'form: { template: ../secret.yaml }\n', 'form.template'],
  ]

  it.each(attacks)('do not lead to %s', async (_, config, key) => {
    const folder = folderOf({ 'secret.yaml': secret, 'in/a.txt': CLEAR, 'in/a.yaml': lexiconText(), 'in/.git/config': secret, 'in/.screen.yaml': config })
    symlinkSync('../secret.yaml', join(folder, 'in/link.yaml'))
    process.chdir(join(folder, 'in'))
    const { status, stdout, stderr } = await screen(['--lang', 'en', 'a.txt'])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`: ${key}: must be a path inside the folder of this file`)
    expect(stderr).not.toContain('hunter2')
  })

  it('may be anywhere if the configuration is named', async () => {
    const folder = folderOf({ 'ours.yaml': lexiconText(), 'in/a.txt': CLEAR, 'in/c.yaml': 'lexicons: [../ours.yaml]\n' })
    expect((await screen(['--config', join(folder, 'in/c.yaml'), join(folder, 'in/a.txt')])).status).toBe(0)
  })

  it.each(['lexicon', 'waivers', 'key', 'config', 'require-signed'])('that is a folder or a device is refused as --%s', async (option) => {
    const folder = inFolder({ 'a.txt': CLEAR })
    mkdirSync('sub')
    for (const path of [join(folder, 'sub'), '/dev/zero']) {
      expect(await screen([`--${option}`, path, 'a.txt'])).toMatchObject({ status: 2, stdout: '' })
    }
  })
})

describe('an override that does not fit', () => {
  it.each([
    ['reason: 试', 'the override changes nothing'], ['severity: note, reason: 试', 'override: no loaded lexicon has this rule'],
  ])('is complained of without its id: %s', async (written, complaint) => {
    inFolder({ 'a.txt': CLEAR, 'o.yaml': OVERRIDES.replace(/\n {2}- (?:.|\n)*/, `\n  - { rule: correct-horse-battery, ${written} }\n`) })
    const { status, stderr } = await screen(['--lexicon', 'o.yaml', 'a.txt', '--lang', 'en'])
    expect([status, stderr]).toEqual([2, expect.stringContaining(`o.yaml:9:5: ${complaint}`)])
    expect(stderr).not.toContain('horse')
  })

  it('hides what looks like a value in the id of a rule', async () => {
    inFolder({ 'a.txt': CLEAR, 'o.yaml': lexiconText().replace(/id: code-name\.operation/, 'id: a.13912345678').replace(/terms: .*/, 'terms: [甲]') })
    const { status, stderr } = await screen(['--lexicon', 'o.yaml', 'a.txt'])
    expect([status, stderr]).toEqual([2, expect.not.stringContaining('13912345678')])
  })
})

describe('an error about a file', () => {
  const secrets: Readonly<Record<string, string>> = {
    'a text': 'correct-horse-battery', 'variables': 'TOKEN=correct-horse-battery\nB=2\n', 'a section': '[core]\n\tauth = correct-horse-battery\n',
    'an unknown key': 'correct-horse-battery1: 1\n', 'a list': '- correct-horse-battery\n', 'a tag': 'a: !correct-horse-battery x\n',
    'a wrong value': 'schema: correct-horse-battery\nwaivers: correct-horse-battery\njobs: correct-horse-battery\n',
    'an unclosed list': 'a: [correct-horse-battery\n', 'an unclosed string': 'a: "correct-horse-battery\n', 'an alias': 'a: *correct-horse-battery\n',
    'a directive': '%YAML correct-horse-battery\n---\na: 1\n', 'an escape': 'a: "\\correct-horse-battery"\n', 'JSON': '{"a": "correct-horse-battery",}',
    'a public key': '-----BEGIN PUBLIC KEY-----\ncorrect-horse-battery\n-----END PUBLIC KEY-----\n',
    'a term twice': lexiconText().replace(/terms: .*/, 'terms: [correct-horse-battery, correct-horse-battery]'),
  }
  const options = ['lexicon', 'waivers', 'config', 'require-signed']

  it.each(Object.entries(secrets))('quotes nothing of %s', async (_, content) => {
    inFolder({ 'a.txt': CLEAR, 'secret.yaml': content })
    for (const option of options) {
      const { status, stderr } = await screen([`--${option}`, 'secret.yaml', 'a.txt'])
      expect([status, stderr]).toEqual([2, expect.not.stringMatching(/correct|horse|battery/)])
    }
  })
})
