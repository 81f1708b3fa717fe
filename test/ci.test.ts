import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { FORMATS } from '../src/cli/command-line/choices.js'
import { BLOCK, folderOf, screen } from './cli/command.js'
import { lexiconText, TERM_RULE } from './lexicon/lexicon-text.js'
import { temporaryFolder } from './temporary-folder.js'

const root = resolve(import.meta.dirname, '..')
const yaml = (name: string): unknown => parse(readFileSync(join(root, name), 'utf8'))

describe('.pre-commit-hooks.yaml', () => {
  const hooks = yaml('.pre-commit-hooks.yaml') as Record<string, unknown>[]

  it.each(hooks)('$id starts for every file, whatever its name', (hook) => {
    for (const filter of ['files', 'exclude', 'types', 'types_or', 'exclude_types']) expect(hook[filter]).toBeUndefined()
    expect(String(hook.entry).split(' ')[0]).toBe('secrecy-screen')
  })

  it('takes no file name for an option or a command', async () => {
    const [, files] = hooks
    const folder = folderOf({ '--no-default-lexicons': BLOCK, 'git': BLOCK })
    const before = process.cwd()
    process.chdir(folder)
    try {
      const [, ...words] = String(files!.entry).split(' ')
      for (const name of ['--no-default-lexicons', 'git']) expect((await screen([...words, name])).status).toBe(1)
    } finally {
      process.chdir(before)
    }
  })
})

describe('action.yml', () => {
  const action = yaml('action.yml') as {
    inputs: Record<string, { description: string; default: string }>
    runs: { using: string; steps: { name: string; run: string; env?: Record<string, string> }[] }
  }
  const step = action.runs.steps.find(({ name }) => name === 'Screen')!
  const zero = '0'.repeat(40)
  const leak = '机密★5年\n\n通知\n'

  it('puts no value of an event into a script, and names every format', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{')
    expect(FORMATS.filter((format) => !action.inputs.format!.description.includes(format))).toEqual([])
  })

  it('gives the script every variable that it uses', () => {
    const script = readFileSync(join(root, 'scripts/action/screen.sh'), 'utf8')
    const used = new Set([...script.matchAll(/\$\{?([A-Z_]+)/g)].map(([, name]) => name!))
    used.delete('GITHUB_ACTION_PATH')
    expect([...used].sort()).toEqual(Object.keys(step.env!).sort())
  })

  /**
   * A repository as a server has it, with the commits 好, leak and 好的 of main and one more on topic, and a clone of it.
   * Forced: main was 坏 before, which no branch has any more.
   */
  function repository() {
    const folder = temporaryFolder()
    const env = {
      PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: '甲', GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: '甲', GIT_COMMITTER_EMAIL: 'a@example.org', GITHUB_ACTION_PATH: root,
    }
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim()
    const commit = (files: Readonly<Record<string, string>>): string => {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
      git('add', '-A')
      git('commit', '-q', '-m', 'x')
      return git('rev-parse', 'HEAD')
    }
    git('init', '-q', '-b', 'main')
    const main = ['好\n', leak, '好的\n'].map((content) => commit({ 'a.txt': content }))
    const run = (variables: Readonly<Record<string, string>>, oneBranch = false) => {
      // What actions/checkout with fetch-depth 0 leaves: every branch of the server, and a detached head.
      if (!oneBranch) git('update-ref', 'refs/remotes/origin/main', 'main')
      const defaults = {
        RANGE: '', POLICY: '', ACCEPT_POLICY: '', FORMAT: 'github', OUTPUT: '', FAIL_ON: 'review', ALLOW_INCOMPLETE: '', EVENT: 'push',
        REF: 'refs/heads/main', DEFAULT_BRANCH: 'main', DELETED: 'false', BASE: '', HEAD: git('rev-parse', 'HEAD'),
      }
      const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step.run], { cwd: folder, encoding: 'utf8', env: { ...env, ...defaults, ...variables } })
      const errors = [...stdout.matchAll(/^::error (?:file=([^,]*),)?[^:]*::(.*?)(?:%0A|$)/gm)]
      const found = errors.map(([, file, first]) => file ?? first!.replace(/^\w{8}:/, 'removed '))
      return { status, stderr, found, stdout }
    }
    return { git, commit, main, run }
  }

  it('screens what a push adds to a branch, also what a later commit removed', () => {
    const { main, run } = repository()
    expect(run({ BASE: main[1]! })).toMatchObject({ status: 0, found: [] })
    expect(run({ BASE: main[0]! })).toMatchObject({ status: 1, found: ['removed ./a.txt'] })
    expect(run({ RANGE: `${main[1]}..${main[2]}`, BASE: main[0]! }).status).toBe(0)
    for (const RANGE of ['$(exit 0)', '--output=x']) expect(run({ RANGE }).status).toBe(2)
  })

  it('screens everything on the first push of the default branch only', () => {
    const { main, run } = repository()
    expect(run({ BASE: zero })).toMatchObject({ status: 1, found: ['removed ./a.txt'] })
    expect(run({ BASE: zero, REF: 'refs/tags/v1', HEAD: main[2]! })).toMatchObject({ status: 0, found: [] })
  })

  it.each([['a new branch', { BASE: zero }], ['a run without a push', { EVENT: 'workflow_dispatch', BASE: '' }]])(
    'screens of %s what the default branch has not', (_, event) => {
      const { git, commit, run } = repository()
      git('checkout', '-q', '-b', 'topic')
      commit({ 'b.txt': '好\n' })
      const topic = { ...event, REF: 'refs/heads/topic' }
      expect(run(topic)).toMatchObject({ status: 0, found: [] })
      commit({ 'c.txt': leak })
      expect(run(topic)).toMatchObject({ status: 1, found: ['c.txt'] })
    })

  it('screens the last commit of the default branch when no push started it', () => {
    const { commit, run } = repository()
    expect(run({ EVENT: 'workflow_dispatch' })).toMatchObject({ status: 0, found: [] })
    commit({ 'c.txt': leak })
    expect(run({ EVENT: 'schedule' })).toMatchObject({ status: 1, found: ['c.txt'] })
  })

  it('screens nothing of a deleted branch', () => {
    expect(repository().run({ DELETED: 'true', BASE: '1'.repeat(40), HEAD: zero })).toMatchObject({ status: 0, found: [] })
  })

  it('screens a forced push from the commit before it, or from the default branch if that is gone', () => {
    const { git, commit, main, run } = repository()
    git('checkout', '-q', '-b', 'topic', main[0]!)
    const before = commit({ 'b.txt': leak })
    git('reset', '-q', '--hard', main[2]!)
    commit({ 'd.txt': '好\n' })
    const forced = { REF: 'refs/heads/topic', BASE: before }
    expect(run(forced).status).toBe(1) // the leak of main came in by the reset
    expect(run({ ...forced, BASE: '1'.repeat(40) })).toMatchObject({ status: 0, found: [] })
    const lost = run({ BASE: '1'.repeat(40) })
    expect([lost.status, lost.stderr]).toEqual([2, expect.stringContaining('fetch-depth: 0')])
  })

  it.each(['pull_request', 'merge_group'])('screens a %s by the policy of its base', (EVENT) => {
    const { git, commit, run } = repository()
    const base = commit({ '.screen.yaml': 'fail-on: note\n' })
    git('checkout', '-q', '-b', 'topic')
    commit({ '.screen.yaml': 'default-lexicons: false\n', 'b.txt': leak })
    const ran = run({ EVENT, REF: 'refs/pull/1/merge', BASE: base })
    expect([ran.status, ran.found]).toEqual([1, ['b.txt']])
    expect(ran.stdout).toContain('::warning file=.screen.yaml,title=检查策略被改动')
  })

  /** The rule that finds mobile numbers is turned off. */
  const weaker = {
    '.screen.yaml': 'lexicons: [off.yaml]\n',
    'off.yaml': lexiconText(TERM_RULE, { layer: 'unit' }).replace(/rules:[^]*/, 'overrides:\n  - { rule: identifier.mobile, disabled: 试 }\n'),
  }

  it('takes the policy for a topic branch from the default branch, not from an earlier push', () => {
    const { git, commit, run } = repository()
    git('checkout', '-q', '-b', 'topic')
    const earlier = commit(weaker)
    commit({ 'b.txt': '联系电话：13912345678\n' })
    expect(run({ REF: 'refs/heads/topic', BASE: earlier }).status).toBe(1)
  })

  it('fetches the default branch for its policy where only one branch is checked out, and ends with an error if it cannot', () => {
    const { git, commit, run } = repository()
    git('checkout', '-q', '-b', 'topic')
    const earlier = commit(weaker)
    commit({ 'b.txt': '联系电话：13912345678\n' })
    const topic = { REF: 'refs/heads/topic', BASE: earlier }
    expect(run(topic, true)).toMatchObject({ status: 2, stderr: expect.stringContaining('fetch-depth: 0') as string })
    git('remote', 'add', 'origin', '.')
    expect(run(topic, true)).toMatchObject({ status: 1, stdout: expect.stringContaining('::warning file=b.txt') as string })
  })
})

it('docs/ci.md names the shipped hook, and its pipelines are valid YAML', () => {
  const page = readFileSync(join(root, 'docs/ci.md'), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => parse(block!) as object)
  expect(blocks).toHaveLength(4)
  expect(JSON.stringify(blocks[0])).toContain('"id":"secrecy-screen"')
})
