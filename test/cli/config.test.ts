import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/cli/settings/find-config.js'
import { folderTree } from '../../src/cli/settings/policy-tree.js'
import { messageLanguage } from '../../src/cli/command-line/message-language.js'
import { BLOCK, CLEAR, folderOf, REVIEW, screen, UNREADABLE } from './command.js'

const home = process.cwd()
afterEach(() => process.chdir(home))

async function complaints(name: string, content: string): Promise<string[]> {
  const folder = folderOf({ [name]: content })
  const { status, stdout, stderr } = await screen(['--config', join(folder, name), folder])
  expect([status, stdout]).toEqual([2, ''])
  return stderr.trimEnd().split('\n').slice(1).map((line) => line.replace(`${folder}/`, ''))
}

describe('an invalid configuration', () => {
  it.each([
    ['an unknown key', '.screen.yaml', 'jobs: 1\nformats: json\n', ['.screen.yaml:2:1: formats：不认识的键']],
    ['reveal, which only the command line can set', '.screen.yaml', 'reveal: true\n', ['.screen.yaml:1:1: reveal：不认识的键']],
    ['allow-incomplete, which only the command line can set', '.screen.yaml', 'allow-incomplete: true\n', ['.screen.yaml:1:1: allow-incomplete：不认识的键']],
    ['an unknown limit', '.screen.yaml', 'limits:\n  size: 1\n', ['.screen.yaml:2:3: limits.size：不认识的键']],
    ['JSON with several errors', '.screen.json', '{"jobs": 0,\n "x": 1}', [
      expect.stringMatching(/^\.screen\.json:1:10: jobs：/), '.screen.json:2:2: x：不认识的键',
    ]],
    ['broken YAML', '.screen.yaml', 'jobs: [1\n', [expect.stringMatching(/^\.screen\.yaml:\d+:\d+: /)]],
    ['hundreds of lexicons', '.screen.yaml', `lexicons: [${'a, '.repeat(256)}a]`, [expect.stringMatching(/^\.screen\.yaml:1:11: lexicons：/)]],
    ['a list', '.screen.yaml', '- 1\n', [expect.stringMatching(/^\.screen\.yaml:1:\d: /)]],
    ['code', 'config.js', 'process.exit(7)\n', [expect.stringMatching(/^config\.js:1:1: /)]],
  ])('%s', async (_, name, content, expected) => expect(await complaints(name, content)).toEqual(expected))
})

describe('a valid configuration', () => {
  it('can be empty', async () => {
    const folder = folderOf({ 'c.yaml': '# nothing yet\n' })
    expect((await loadConfig(join(folder, 'c.yaml'), folderTree('found', folder)))!.config).toEqual({})
  })

  it('resolves paths relative to its own folder', async () => {
    const folder = folderOf({ 'c.yaml': 'lexicons: [a.yaml, /b.yaml]\nwaivers: w.yaml\nkey: ../k\n' })
    expect((await loadConfig(join(folder, 'c.yaml'), folderTree('found', folder)))!.config).toMatchObject({
      lexicons: [join(folder, 'a.yaml'), '/b.yaml'], waivers: join(folder, 'w.yaml'), key: join(folder, '..', 'k'),
    })
  })

  it('sets what the command line leaves open; the command line takes precedence', async () => {
    const folder = folderOf({ 'c.yaml': 'format: json\nfail-on: block\nlang: en\njobs: 1\n', 'r.txt': REVIEW })
    const path = join(folder, 'r.txt')
    const configured = await screen(['--config', join(folder, 'c.yaml'), path])
    expect(configured.status).toBe(0)
    expect(JSON.parse(configured.stdout)).toMatchObject({ verdict: 'review' })
    const commanded = await screen(['--config', join(folder, 'c.yaml'), '--format', 'terminal', '--fail-on', 'review', '--lang', 'zh-CN', path])
    expect(commanded).toMatchObject({ status: 1, stdout: expect.stringContaining('【需要复核】') })
  })

  it('passes its limits to the workers', async () => {
    const folder = folderOf({ 'c.yaml': 'limits: {inputBytes: 5}\n', 'r.txt': CLEAR })
    const { status, stdout } = await screen(['--config', join(folder, 'c.yaml'), join(folder, 'r.txt')])
    expect([status, stdout]).toEqual([3, expect.stringContaining('文件超过大小上限（5 字节）')])
    const stdin = await screen(['--config', join(folder, 'c.yaml'), '-'], { stdin: CLEAR })
    expect([stdin.status, stdin.stdout]).toEqual([3, expect.stringContaining('文件超过大小上限（5 字节）')])
  })
})

describe('the search for a configuration', () => {
  const findConfig = async (folder: string) => (await loadConfig(undefined, folderTree('found', folder)))?.path.file

  it('goes from the folder up to the root of its repository', async () => {
    const root = realpathSync(folderOf({ 'repository/.screen.yml': '', 'repository/a/b/x': '', '.screen.yaml': 'stranger: 1' }))
    mkdirSync(join(root, 'repository/.git'))
    expect(await findConfig(join(root, 'repository/a/b'))).toBe(join(root, 'repository/.screen.yml'))
  })

  it('looks in the folder only when there is no repository', async () => {
    const root = realpathSync(folderOf({ '.screen.yaml': 'jobs: 1', 'a/x': '' }))
    expect(await findConfig(join(root, 'a'))).toBeUndefined()
    expect(await findConfig(root)).toBe(join(root, '.screen.yaml'))
  })

  it('finds the configuration, the waivers and the key of the working folder', async () => {
    const waivers = 'schema: secrecy-screen/waivers/v1\nwaivers: [wrong]\n'
    const folder = folderOf({ '.screen.json': '{"format": "json"}', 'a.txt': BLOCK, 'waived/.screen-waivers.yaml': waivers, 'keyed/.screen-key': 'short' })
    process.chdir(folder)
    expect(JSON.parse((await screen(['a.txt'])).stdout)).toMatchObject({ verdict: 'block' })
    process.chdir(join(folder, 'waived'))
    expect(await screen(['../a.txt'])).toMatchObject({ status: 2, stderr: expect.stringContaining('.screen-waivers.yaml:2:') })
    process.chdir(join(folder, 'keyed'))
    expect(await screen(['../a.txt'])).toMatchObject({ status: 2, stderr: expect.stringContaining('.screen-key') })
  })
})

describe('the language of help and error messages', () => {
  it.each([
    [[], {}, 'zh-CN'],
    [[], { LANG: 'en_US.UTF-8' }, 'en'],
    [[], { LANG: 'C.UTF-8' }, 'zh-CN'],
    [[], { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh-CN'],
    [['--lang', 'en'], { LANG: 'zh_CN.UTF-8' }, 'en'],
    [['--lang=zh-CN'], { LANG: 'en_US.UTF-8' }, 'zh-CN'],
    [['--', '--lang', 'en'], {}, 'zh-CN'],
    [['--lang'], { LANG: 'en' }, 'en'],
  ] as const)('%j %j: %s', (argv, env, language) => expect(messageLanguage(argv, env)).toBe(language))
})

it('no configuration clears bytes that were not examined', async () => {
  const folder = folderOf({ 'c.yaml': 'fail-on: block\n', 'x.bin': UNREADABLE })
  expect((await screen(['--config', join(folder, 'c.yaml'), join(folder, 'x.bin')])).status).toBe(3)
})
