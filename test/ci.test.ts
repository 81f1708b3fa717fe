import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { FORMATS } from '../src/cli/command-line/choices.js'

const root = resolve(import.meta.dirname, '..')
const yaml = (name: string): unknown => parse(readFileSync(join(root, name), 'utf8'))

describe('.pre-commit-hooks.yaml', () => {
  const hooks = yaml('.pre-commit-hooks.yaml') as { id: string; entry: string; files: string; pass_filenames?: boolean }[]

  it.each(hooks)('$id runs for every kind of file that is published', ({ files, entry }) => {
    const pattern = new RegExp(files.replace('(?i)', ''), 'i')
    const endings = ['docx', 'doc', 'wps', 'xlsx', 'xls', 'et', 'pptx', 'ppt', 'dps', 'pdf', 'ofd', 'odt', 'rtf', 'txt', 'html', 'htm', 'md', 'csv', 'json', 'xml', 'zip', 'PNG', 'JPG', 'eml']
    expect(endings.filter((ending) => !pattern.test(`docs/公文.${ending}`))).toEqual([])
    expect(pattern.test('docs/公文.o')).toBe(false)
    expect(entry.split(' ')[0]).toBe('secrecy-screen')
  })
})

describe('action.yml', () => {
  const action = yaml('action.yml') as {
    inputs: Record<string, { description: string; default: string }>
    runs: { using: string; steps: { name: string; run: string; env?: Record<string, string> }[] }
  }
  const screen = action.runs.steps.find(({ name }) => name === 'Screen')!

  it('puts no value of an event into a script, and names every format', () => {
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{')
    expect(FORMATS.filter((format) => !action.inputs.format!.description.includes(format))).toEqual([])
  })

  it.each([
    ['a push', (commits: string[]) => ({ BASE: commits[1]!, HEAD: commits[2]! }), 0],
    ['a push with a leak in it', (commits: string[]) => ({ BASE: commits[0]!, HEAD: commits[2]! }), 1],
    ['a new branch', (commits: string[]) => ({ BASE: '0'.repeat(40), HEAD: commits[2]! }), 1],
    ['a given range', (commits: string[]) => ({ RANGE: `${commits[1]}..${commits[2]}`, BASE: '', HEAD: commits[2]! }), 0],
    ['an invalid range', () => ({ RANGE: '$(exit 0)', BASE: '', HEAD: '' }), 2],
  ] as const)('screens %s', (_, variables, status) => {
    const folder = mkdtempSync(join(tmpdir(), 'action-'))
    const env = {
      PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: '甲', GIT_AUTHOR_EMAIL: 'a@example.org',
      GIT_COMMITTER_NAME: '甲', GIT_COMMITTER_EMAIL: 'a@example.org', GITHUB_ACTION_PATH: root,
    }
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env }).toString()
    git('init', '-q', '-b', 'main')
    const commits = ['好\n', '机密★5年\n\n通知\n', '好的\n'].map((content) => {
      writeFileSync(join(folder, 'a.txt'), content)
      git('add', '-A')
      git('commit', '-q', '-m', 'x')
      return git('rev-parse', 'HEAD').trim()
    })
    const ran = spawnSync('bash', ['-e', '-c', screen.run], {
      cwd: folder, encoding: 'utf8', env: { ...env, FORMAT: 'github', FAIL_ON: 'review', ...variables(commits) },
    })
    expect([ran.status, /^::error file=/m.test(ran.stdout)]).toEqual([status, status === 1])
  })
})

it('docs/ci.md names the shipped hook, and its pipelines are valid YAML', () => {
  const page = readFileSync(join(root, 'docs/ci.md'), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => parse(block!) as object)
  expect(blocks).toHaveLength(4)
  expect(JSON.stringify(blocks[0])).toContain('"id":"secrecy-screen"')
})
