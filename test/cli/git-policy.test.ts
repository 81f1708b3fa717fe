import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.js'
import { lexiconText } from '../lexicon/lexicon-text.js'
import { BLOCK, CLEAR, folderOf, REVIEW, screen } from './command.js'

const ENV = {
  PATH: process.env.PATH, HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: '甲', GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: '甲', GIT_COMMITTER_EMAIL: 'a@example.org',
}
const home = process.cwd()
let folder = ''
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env: ENV, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const put = (files: Readonly<Record<string, string>>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  git('add', '-A')
}
const commit = (files: Readonly<Record<string, string>> = {}): string => {
  put(files)
  git('commit', '-q', '--allow-empty', '-m', 'x')
  return git('rev-parse', 'HEAD').trim()
}

beforeEach(() => {
  folder = folderOf({})
  process.chdir(folder)
  folder = process.cwd()
  git('init', '-q', '-b', 'main')
})
afterEach(() => process.chdir(home))

interface Screened extends Report {
  readonly status: number
  readonly stderr: string
}

async function screenGit(argv: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Promise<Screened> {
  const { status, stdout, stderr } = await screen(['git', '--format', 'json', ...argv], { env: { ...ENV, ...env } })
  return { ...(JSON.parse(stdout) as Report), status, stderr }
}

/** The findings of the policy, as `path severity`. */
const changesOf = ({ documents }: Report): string[] =>
  documents.flatMap(({ path, findings }) => findings.filter(({ rule }) => rule === 'policy.changed').map(({ severity }) => `${path} ${severity}`))

const OVERRIDE = [
  'schema: secrecy-screen/lexicon/v1', 'id: unit.changes', "version: '1'", 'layer: unit', 'title: { zh-CN: 调整, en: Changes }',
  'owner: 本单位', 'source: 本单位', 'overrides:', '  - { rule: mark.state-secret, severity: note, reason: 试 }', '',
].join('\n')
const TINY = lexiconText().replace('layer: unit', '')

/** Waivers of every finding of a screening. */
function waiversOf({ documents }: Report): string {
  const prints = documents.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint))
  return ['schema: secrecy-screen/waivers/v1', 'waivers:', ...prints.map((one) => `  - { fingerprint: '${one}', reason: 试, approver: 甲 }`), ''].join('\n')
}

describe('a change that weakens the policy by which it is screened', () => {
  const attacks: readonly (readonly [name: string, files: Readonly<Record<string, string>>])[] = [
    ['the threshold', { '.screen.yaml': 'fail-on: block\n', 'a.txt': REVIEW }],
    ['the shipped rules', { '.screen.yaml': 'default-lexicons: false\nlexicons: [tiny.yaml]\n', 'tiny.yaml': TINY, 'a.txt': BLOCK }],
    ['a severity, by a lexicon', { '.screen.yaml': 'lexicons: [o.yaml]\n', 'o.yaml': OVERRIDE, 'a.txt': BLOCK }],
    ['a disabled rule', { '.screen.json': '{"lexicons": ["o.yaml"]}', 'o.yaml': OVERRIDE.replace('severity: note, reason', 'disabled'), 'a.txt': BLOCK }],
    ['the limits', { '.screen.yml': 'limits: { findings: 1 }\nfail-on: block\n', 'a.txt': REVIEW }],
  ]

  it.each(attacks)('changes nothing about %s, and is a finding itself', async (_, files) => {
    commit({ 'b.txt': CLEAR })
    put(files)
    const staged = await screenGit(['--staged'])
    commit()
    const range = await screenGit(['--range', 'HEAD~1..HEAD'])
    for (const ran of [staged, range]) {
      expect(ran.status).toBe(1)
      expect(ran.policy!.weakenings).toEqual([])
      expect(ran.documents.find(({ path }) => path === 'a.txt')!.verdict).toBe(files['a.txt'] === BLOCK ? 'block' : 'review')
      expect(changesOf(ran)).toContainEqual(expect.stringMatching(/^\.screen\.\w+ review$/))
    }
  })

  it('by waivers of its own findings changes nothing', async () => {
    commit({ 'b.txt': CLEAR })
    put({ 'a.txt': BLOCK })
    put({ '.screen-waivers.yaml': waiversOf(await screenGit(['--staged'])) })
    const ran = await screenGit(['--staged'])
    expect([ran.status, ran.verdict]).toEqual([1, 'block'])
    expect(changesOf(ran)).toEqual(['.screen-waivers.yaml review'])
  })

  it('by removing the policy of the base is a finding, too', async () => {
    commit({ '.screen.yaml': 'fail-on: note\n', 'b.txt': CLEAR })
    rmSync('.screen.yaml')
    const at = commit()
    const ran = await screenGit(['--range', `${at}~1..${at}`])
    expect([ran.status, ran.policy!.failOn, changesOf(ran)]).toEqual([1, 'note', ['.screen.yaml review']])
  })

  it('names files of the build machine, and none is read', async () => {
    commit({ 'b.txt': CLEAR })
    put({ '.screen.yaml': 'lexicons: [/proc/self/environ, .git/config]\nwaivers: /etc/passwd\nkey: /dev/zero\n' })
    const ran = await screenGit(['--staged'])
    expect([ran.status, changesOf(ran)]).toEqual([1, ['.screen.yaml review']])
    expect(ran.documents[0]!.findings[0]!.reasons.map(({ code }) => code)).toContain('policy-invalid')
  })

  it('puts a link in the place of a policy file, and it is not followed', async () => {
    const outside = folderOf({ 'c.yaml': 'fail-on: block\n' })
    commit({ 'b.txt': CLEAR, 'a.txt': REVIEW })
    symlinkSync(join(outside, 'c.yaml'), '.screen.yaml')
    const at = commit()
    expect(changesOf(await screenGit(['--range', `${at}~1..${at}`]))).toEqual(['.screen.yaml review'])
    expect(await screen(['git', '--range', `${at}..${commit({ 'c.txt': CLEAR })}`], { env: ENV })).toMatchObject({ status: 2, stdout: '' })
  })

  it('cannot replace a lexicon or a configuration that the command line names', async () => {
    commit({ '.screen.yaml': '', 'ours.yaml': lexiconText(), 'c.yaml': 'fail-on: note\n' })
    const at = commit({ 'ours.yaml': OVERRIDE, 'c.yaml': 'fail-on: block\n', 'a.txt': `${BLOCK}雷霆行动\n` })
    const ran = await screenGit(['--range', `${at}~1..${at}`, '--lexicon', 'ours.yaml', '--config', 'c.yaml'])
    expect([ran.status, ran.policy!.failOn]).toEqual([1, 'note'])
    expect(ran.documents.find(({ path }) => path === 'a.txt')!.findings.map(({ rule }) => rule)).toContain('code-name.operation')
    expect(changesOf(ran)).toEqual(['c.yaml review', 'ours.yaml review'])
  })

  it.each(['./policy', '.', 'absolute', 'link'])('cannot replace the folder that --policy names: %s', async (name) => {
    const inside = name === '.' ? '' : 'policy/'
    const base = commit({ [`${inside}.screen.yaml`]: 'fail-on: note\n' })
    const at = commit({ [`${inside}.screen.yaml`]: 'lexicons: [o.yaml]\nfail-on: block\n', [`${inside}o.yaml`]: OVERRIDE, 'a.txt': BLOCK })
    const link = join(folderOf({}), 'link')
    symlinkSync(join(folder, 'policy'), link)
    const named = { absolute: join(folder, 'policy'), link }[name] ?? name
    const ran = await screenGit(['--range', `${base}..${at}`, '--policy', named])
    expect([ran.status, ran.policy!.failOn, ran.policy!.weakenings]).toEqual([1, 'note', []])
    expect(changesOf(ran)).toEqual([`${inside}.screen.yaml review`, `${inside}o.yaml review`])
  })

  it('cannot replace a configuration that is named beside a policy outside the repository', async () => {
    const outside = folderOf({ '.screen.yaml': 'fail-on: note\n' })
    const base = commit({ 'c.yaml': 'fail-on: note\n' })
    const at = commit({ 'c.yaml': 'fail-on: block\n', '.screen.yaml': 'fail-on: block\n', 'a.txt': REVIEW })
    const ran = await screenGit(['--range', `${base}..${at}`, '--policy', outside, '--config', 'c.yaml'])
    expect([ran.status, ran.policy!.failOn, changesOf(ran)]).toEqual([1, 'note', ['c.yaml review']])
  })

  it('brings the folder that --policy names: an error', async () => {
    const base = commit()
    const at = commit({ 'policy/.screen.yaml': 'fail-on: block\n', 'a.txt': REVIEW })
    expect(await screen(['git', '--range', `${base}..${at}`, '--policy', './policy'], { env: ENV })).toMatchObject({ status: 2, stdout: '' })
  })

  it('makes a tag with the name of the base: an error, unless the full name is given', async () => {
    const base = commit({ '.screen.yaml': 'fail-on: note\n' })
    git('branch', 'base')
    const at = commit({ '.screen.yaml': 'fail-on: block\n', 'a.txt': REVIEW })
    git('tag', 'base', at)
    git('tag', base, at)
    for (const argv of [['--range', 'base..HEAD'], ['--range', `${base}..HEAD`, '--policy', 'base'], ['--staged', '--policy', 'base']]) {
      const { status, stderr } = await screen(['git', ...argv], { env: ENV })
      expect([status, stderr]).toEqual([2, expect.stringContaining("refname 'base' is ambiguous")])
    }
    for (const name of ['refs/heads/base', base]) expect(await screenGit(['--range', `${name}..HEAD`])).toMatchObject({ status: 1, policy: { failOn: 'note' } })
  })

  it('names a branch with a value in its name: no error shows it', async () => {
    commit({ 'a.txt': CLEAR })
    const argvs = [
      ['--range', '13912345678..HEAD'], ['--range', 'fix-13912345678'], ['--staged', '--policy', 'fix-13912345678'],
      ['--staged', '--policy', './13912345678'],
    ]
    for (const argv of argvs) {
      const { status, stderr } = await screen(['git', ...argv], { env: ENV })
      expect([status, stderr]).toEqual([2, expect.not.stringContaining('13912345678')])
    }
  })

  it('has a link for a configuration: the error says so', async () => {
    symlinkSync('other.yaml', '.screen.yaml')
    commit({ 'other.yaml': 'fail-on: block\n' })
    const { status, stderr } = await screen(['git', '--staged', '--lang', 'en'], { env: ENV })
    expect([status, stderr]).toEqual([2, expect.stringContaining('.screen.yaml:1:1: cannot be read: it is a symbolic link, which is not followed')])
  })

  it('names a lexicon that only the change has: an error', async () => {
    commit()
    put({ 'new.yaml': OVERRIDE })
    const { status, stderr } = await screen(['git', '--staged', '--lang', 'en', '--lexicon', 'new.yaml'], { env: ENV })
    expect([status, stderr]).toEqual([2, expect.stringContaining('it is not in the commit that the policy is read from')])
  })
})

describe('the policy of a change', () => {
  it('is that of the left side of the range, with its lexicons and the name of its commit', async () => {
    const base = commit({ '.screen.yaml': 'lexicons: [lexicons/ours.yaml]\n', 'lexicons/ours.yaml': lexiconText() })
    commit({ 'a.txt': '雷霆行动今天开始。\n' })
    rmSync('.screen.yaml')
    const ran = await screenGit(['--range', `${base}..HEAD`])
    expect(ran.documents[0]!.findings.map(({ rule }) => rule)).toContain('code-name.operation')
    expect(ran.policy!.files.slice(1).map(({ kind, source, commit: at, path }) => [kind, source, at, path])).toEqual([
      ['configuration', 'commit', base, '.screen.yaml'], ['lexicon', 'commit', base, 'lexicons/ours.yaml'],
    ])
  })

  it('is found from the working folder up', async () => {
    commit({ 'sub/.screen.yaml': 'fail-on: note\n' })
    put({ 'b.txt': CLEAR })
    process.chdir(join(folder, 'sub'))
    expect((await screenGit(['--staged'])).policy!.failOn).toBe('note')
    process.chdir(folder)
    expect((await screenGit(['--staged'])).policy!.failOn).toBe('review')
  })

  it('is the shipped rules before the first commit and for a range without a left side', async () => {
    put({ '.screen.yaml': 'fail-on: block\n' })
    const first = await screenGit(['--staged'])
    commit()
    for (const ran of [first, await screenGit(['--range', 'HEAD'])]) {
      expect([ran.policy!.failOn, ran.policy!.files.length, changesOf(ran)]).toEqual(['review', 1, ['.screen.yaml review']])
    }
  })

  it('is that of the base in a bare repository, too, as in a hook on a server', async () => {
    const base = commit({ '.screen.yaml': 'fail-on: note\n' })
    const tip = commit({ '.screen.yaml': 'fail-on: block\n', 'a.txt': REVIEW })
    const bare = join(folderOf({}), 'bare.git')
    git('clone', '-q', '--bare', folder, bare)
    process.chdir(bare)
    writeFileSync('.screen.yaml', 'default-lexicons: false\n')
    const ran = await screenGit(['--range', `${base}..${tip}`])
    expect([ran.status, ran.policy!.failOn, changesOf(ran)]).toEqual([1, 'note', ['.screen.yaml review']])
  })

  it('may be that of another commit or of a folder', async () => {
    commit({ '.screen.yaml': 'fail-on: note\n' })
    git('tag', 'strict')
    commit({ '.screen.yaml': 'fail-on: review\n' })
    put({ 'b.txt': CLEAR })
    expect((await screenGit(['--staged', '--policy', 'strict'])).policy!.failOn).toBe('note')
    const trusted = folderOf({ '.screen.yaml': 'fail-on: block\n' })
    put({ '.screen.yaml': 'fail-on: note\n' })
    const ran = await screenGit(['--staged', '--policy', trusted])
    expect([ran.policy!.failOn, changesOf(ran), ran.policy!.files[1]!.source]).toEqual(['block', [], 'folder'])
    for (const name of ['no-such-branch', './no-such-folder', '--output=x']) {
      expect((await screen(['git', '--staged', `--policy=${name}`], { env: ENV })).status).toBe(2)
    }
  })

  it('that only the base has changed since the change began is no finding', async () => {
    const fork = commit({ '.screen.yaml': 'fail-on: block\n', 'b.txt': CLEAR })
    const base = commit({ '.screen.yaml': 'fail-on: note\n' })
    git('checkout', '-q', '-b', 'topic', fork)
    const ran = await screenGit(['--range', `${base}..${commit({ 'c.txt': CLEAR })}`])
    expect([ran.status, ran.policy!.failOn, changesOf(ran)]).toEqual([0, 'note', []])
  })

  it('cannot be waived when it changes', async () => {
    put({ '.screen.yaml': 'fail-on: note\n' })
    const outside = folderOf({ 'w.yaml': waiversOf(await screenGit(['--staged'])), 'key': 'k'.repeat(32) })
    const argv = ['--staged', '--waivers', join(outside, 'w.yaml'), '--key', join(outside, 'key')]
    expect(changesOf(await screenGit(argv))).toEqual(['.screen.yaml review'])
  })
})

describe('a change of the policy', () => {
  it('fails the run also where only blocks count', async () => {
    commit({ '.screen.yaml': 'fail-on: block\n', 'a.txt': CLEAR })
    put({ '.screen.yaml': 'fail-on: block\ndefault-lexicons: true\n' })
    const { status, policy } = await screenGit(['--staged'])
    expect([status, policy!.failOn]).toEqual([1, 'block'])
    expect((await screen(['git', '--staged', '--format', 'junit'], { env: ENV })).stdout).toContain('failures="1"')
    const accepted = await screenGit(['--staged', '--fail-on', 'block', '--accept-policy', 'sha256:0'])
    expect(accepted.status).toBe(1)
  })
})

describe('a change of the policy that is accepted', () => {
  it('is a note with --accept-policy and the digest that the finding shows', async () => {
    commit({ 'b.txt': CLEAR })
    put({ '.screen.yaml': 'fail-on: note\n' })
    const refused = await screenGit(['--staged'])
    const digest = String(refused.documents[0]!.findings[0]!.reasons.find(({ code }) => code === 'policy-digest')!.args!.digest)
    const accepted = await screenGit(['--staged', '--accept-policy', digest])
    expect([refused.status, accepted.status, changesOf(accepted)]).toEqual([1, 0, ['.screen.yaml note']])
    put({ '.screen.yaml': 'fail-on: block\n' })
    expect((await screenGit(['--staged', '--accept-policy', digest])).status).toBe(1)
  })

  it('is not accepted with the digest of the same policy and other waivers', async () => {
    commit({ 'b.txt': CLEAR })
    put({ '.screen-waivers.yaml': 'schema: secrecy-screen/waivers/v1\nwaivers: []\n' })
    const { documents } = await screenGit(['--staged'])
    const digest = String(documents[0]!.findings[0]!.reasons.find(({ code }) => code === 'policy-digest')!.args!.digest)
    put({ 'a.txt': BLOCK })
    put({ '.screen-waivers.yaml': waiversOf(await screenGit(['--staged'])) })
    expect(changesOf(await screenGit(['--staged', '--accept-policy', digest]))).toEqual(['.screen-waivers.yaml review'])
  })

  it('is a note if each changed file is signed for the key of the base', async () => {
    const pair = generateKeyPairSync('ed25519')
    const other = generateKeyPairSync('ed25519')
    const pem = (keys: typeof pair) => keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const signed = (name: string, content: string, keys = pair) => ({ [name]: content, [`${name}.sig`]: sign(null, Buffer.from(content), keys.privateKey).toString('base64') })
    const config = 'require-signed: public.pem\nlexicons: [ours.yaml]\n'
    const ours = lexiconText()
    commit({ 'public.pem': pem(pair), ...signed('.screen.yaml', config), ...signed('ours.yaml', ours) })
    const stage = async (files: Readonly<Record<string, string>>) => {
      git('reset', '-q', '--hard')
      put(files)
      return changesOf(await screenGit(['--staged']))
    }
    expect(await stage(signed('.screen.yaml', `${config}fail-on: note\n`))).toEqual(['.screen.yaml note'])
    // Any signed file beside an unsigned change does not help, nor does another key.
    expect(await stage({ '.screen.yaml': `${config}fail-on: block\n`, ...signed('new.yaml', ours) })).toEqual(['.screen.yaml review'])
    expect(await stage({ '.screen.yaml': `${config}fail-on: block\n`, ...signed('ours.yaml', `${ours}# 1\n`) })).toEqual(['.screen.yaml review', 'ours.yaml review'])
    expect(await stage({ 'public.pem': pem(other), ...signed('.screen.yaml', `${config}fail-on: block\n`, other) })).toEqual(['.screen.yaml review', 'public.pem review'])
  })
})

describe('the key for a change', () => {
  const KEY = 'k'.repeat(32)

  it('is never read from the repository, and waivers need one', async () => {
    put({ 'a.txt': BLOCK, '.screen-key': KEY })
    const outside = join(folderOf({ 'key': KEY }), 'key')
    const waivers = waiversOf(await screenGit(['--staged', '--key', outside]))
    rmSync('a.txt')
    commit({ '.screen.yaml': 'key: .screen-key\n', '.screen-waivers.yaml': waivers })
    put({ 'a.txt': BLOCK })
    const without = await screenGit(['--staged'])
    expect([without.status, without.policy!.unused]).toEqual([1, [{ kind: 'waivers', path: '.screen-waivers.yaml', reason: 'no-key', digest: expect.stringMatching(/^sha256:/) }]])
    expect(without.stderr).toContain('没有密钥')
    const withKey = [await screenGit(['--staged', '--key', outside]), await screenGit(['--staged'], { SCREEN_KEY_FILE: outside })]
    expect(withKey.map(({ status, policy }) => [status, policy!.unused])).toEqual([[0, []], [0, []]])
  })
})

describe('the range of screen git', () => {
  it.each(['..HEAD', '..', '...HEAD', 'HEAD..', 'HEAD~1...HEAD', 'HEAD^{tree}', 'HEAD^{tree}..HEAD', '^HEAD', 'nothing', 'HEAD --all'])('%j is a mistake', async (range) => {
    commit({ 'a.txt': BLOCK })
    commit({ 'b.txt': BLOCK })
    expect(await screen(['git', '--range', range], { env: ENV })).toMatchObject({ status: 2, stdout: '' })
  })

  it.each(['^HEAD~1', 'HEAD^{tree}', 'HEAD~1..HEAD'])('--policy %j is a mistake', async (name) => {
    commit({ 'a.txt': CLEAR })
    commit({ 'b.txt': CLEAR })
    const { status, stderr } = await screen(['git', '--range', 'HEAD~1..HEAD', '--policy', name], { env: ENV })
    expect([status, stderr.includes('检查策略')]).toEqual([2, true])
  })

  it('ends at HEAD where nothing follows the dots', async () => {
    commit({ 'a.txt': CLEAR })
    commit({ 'b.txt': BLOCK })
    expect((await screenGit(['--range', 'HEAD~1..'])).documents.map(({ path }) => path)).toEqual(['b.txt'])
  })

  it('names content that is there by its path, wherever the command runs', async () => {
    commit({ 'docs/a.txt': CLEAR })
    commit({ 'docs/b.txt': BLOCK, 'c.txt': BLOCK })
    process.chdir('docs')
    expect((await screenGit(['--range', 'HEAD~1..HEAD'])).documents.map(({ path }) => path)).toEqual(['c.txt', 'docs/b.txt'])
  })
})

describe('screen where CI is set', () => {
  const CI = { env: { CI: 'true' } }
  const run = async (argv: readonly string[], options: Parameters<typeof screen>[1] = CI) => {
    const { status, stdout, stderr } = await screen(['--format', 'json', ...argv], options)
    return { status, stderr, policy: (JSON.parse(stdout) as Report).policy! }
  }

  it('takes no policy from the working folder or above it unless it is named', async () => {
    put({ '.screen.yaml': 'fail-on: block\n', 'docs/.screen-waivers.yaml': 'schema: secrecy-screen/waivers/v1\nwaivers: []\n', 'docs/a.txt': REVIEW })
    process.chdir('docs')
    const unused = [
      { kind: 'configuration', path: join(folder, '.screen.yaml'), reason: 'not-named' },
      { kind: 'waivers', path: '.screen-waivers.yaml', reason: 'not-named' },
    ]
    for (const argv of [['.'], ['a.txt'], [join(folder, 'docs/a.txt')], ['-']]) {
      const stdin = REVIEW
      expect((await run(argv, { stdin })).status, argv[0]).toBe(0)
      const ran = await run(argv, { ...CI, stdin })
      expect([ran.status, ran.policy.unused], argv[0]).toEqual([1, unused])
      expect(ran.stderr).toContain('--config')
    }
    for (const argv of [['--config', '../.screen.yaml'], ['--policy', '..']]) expect((await run(['.', ...argv])).status).toBe(0)
  })

  it('takes the lexicons and waivers that a named configuration names', async () => {
    put({ 'ours.yaml': 'lexicons: [docs/o.yaml]\nwaivers: docs/w.yaml\n', 'docs/o.yaml': OVERRIDE, 'docs/w.yaml': 'schema: secrecy-screen/waivers/v1\nwaivers: []\n', 'docs/a.txt': BLOCK })
    expect((await run(['docs', '--config', 'ours.yaml'])).policy).toMatchObject({ weakenings: [{ code: 'severity-lowered' }], unused: [] })
  })

  it('refuses a key that is committed, under any name', async () => {
    const outside = join(folderOf({ k: 'a key of sixteen bytes' }), 'k')
    put({ 'docs/a.txt': CLEAR, 'key': 'a key of sixteen bytes' })
    symlinkSync(join(folder, 'key'), join(folder, 'untracked'))
    for (const argv of [['--key', 'key'], ['--key', 'untracked']]) {
      expect(await screen(['docs', ...argv], CI)).toMatchObject({ status: 2, stderr: expect.stringContaining('密钥') })
      expect((await screen(['git', '--staged', ...argv], { env: ENV })).status).toBe(2)
    }
    expect((await screen(['docs'], { env: { CI: 'true', SCREEN_KEY_FILE: 'key' } })).status).toBe(2)
    expect((await screen(['docs', '--key', outside], CI)).status).toBe(0)
    writeFileSync('written-by-the-build', 'a key of sixteen bytes')
    expect((await screen(['docs', '--key', 'written-by-the-build'], CI)).status).toBe(0)
    expect((await screen(['docs', '--key', 'key'])).status).toBe(0)
  })

  it('applies waivers with a key only', async () => {
    put({ 'docs/a.txt': BLOCK })
    const { documents } = JSON.parse((await screen(['--format', 'json', 'docs'])).stdout) as Report
    put({ '.screen-waivers.yaml': waiversOf({ documents } as Report) })
    expect((await run(['docs'], {})).status).toBe(0)
    expect(await run(['docs', '--waivers', '.screen-waivers.yaml'])).toMatchObject({ status: 1, policy: { unused: [{ kind: 'waivers', reason: 'no-key' }] } })
  })

  it('refuses a committed key also in a checkout that belongs to another user', async () => {
    put({ 'docs/a.txt': CLEAR, 'key': 'a key of sixteen bytes' })
    const env = { ...ENV, CI: 'true', GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }
    expect((await screen(['docs', '--key', 'key'], { env })).status).toBe(2)
  })

  it('has the policy of the shipped rules whatever it passes over, and names it', async () => {
    put({ 'a.txt': CLEAR })
    const shipped = (await run(['a.txt'])).policy
    put({ '.screen.yaml': 'fail-on: block\n', '.screen-waivers.yaml': 'schema: secrecy-screen/waivers/v1\nwaivers: []\n', '.screen-key': 'k'.repeat(32) })
    const unused = [['configuration', '.screen.yaml'], ['waivers', '.screen-waivers.yaml'], ['key', '.screen-key']]
    expect((await run(['a.txt'])).policy).toEqual({ ...shipped, unused: unused.map(([kind, path]) => ({ kind, path, reason: 'not-named' })) })
  })

  it('reads no key that was not named', async () => {
    put({ 'docs/a.txt': CLEAR, '.screen-key': 'short' })
    expect((await screen(['docs'])).status).toBe(2)
    expect((await screen(['docs'], CI)).status).toBe(0)
  })
})

describe('--require-signed', () => {
  const pair = generateKeyPairSync('ed25519')
  const key = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const signature = (content: string) => sign(null, Buffer.from(content), pair.privateKey).toString('base64')
  const config = 'fail-on: block\n'
  const waivers = 'schema: secrecy-screen/waivers/v1\nwaivers: []\n'

  it.each([['.screen.yaml', config], ['.screen-waivers.yaml', waivers]])('covers %s', async (name, content) => {
    const files = { 'a.txt': CLEAR, 'other.yaml': 'x', 'other.yaml.sig': signature('x'), [name]: content }
    const argv = ['--require-signed', join(folderOf({ 'key.pem': key }), 'key.pem'), 'a.txt']
    put(files)
    expect(await screen(argv)).toMatchObject({ status: 2, stderr: expect.stringContaining(`${name}:1:1: 没有签名`) })
    put({ [`${name}.sig`]: signature(content) })
    expect((await screen(argv)).status).toBe(0)
    put({ [name]: `${content}# 1\n` })
    expect((await screen(argv)).status).toBe(2)
  })
})
