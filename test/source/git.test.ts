import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { git as runGit, listGitSources, type GitRequest, type LineRange } from '../../src/source/index.js'
import { temporaryFolder } from '../temporary-folder.js'

const ENV = {
  PATH: process.env.PATH, HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: '甲', GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: '甲', GIT_COMMITTER_EMAIL: 'a@example.org',
}
let folder = ''
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env: ENV, stdio: ['ignore', 'pipe', 'ignore'] }).toString()
const stage = (files: Readonly<Record<string, string | Buffer>>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  git('add', '-A')
}
const commit = (files: Readonly<Record<string, string | Buffer>>): string => {
  stage(files)
  git('commit', '-q', '--allow-empty', '-m', 'x')
  return git('rev-parse', 'HEAD').trim()
}

beforeEach(() => {
  folder = temporaryFolder()
  git('init', '-q', '-b', 'main')
})

/** Lists the sources of a request as `path: content` or `path! reason`. */
async function list(request: GitRequest, inputBytes = 1e6, lines?: Map<string, readonly LineRange[]>): Promise<string[]> {
  const found: string[] = []
  const callback = lines && { onChangedLines: (path: string, ranges: readonly LineRange[]) => void lines.set(path, ranges) }
  for await (const source of listGitSources(request, { folder, env: ENV, inputBytes, ...callback })) {
    if (source.kind === 'bytes') found.push(`${source.path}: ${Buffer.from(source.bytes).toString('latin1')}`)
    else if (source.kind === 'gap') found.push([`${source.path}! ${source.gap.reason}`, ...Object.values(source.gap.args ?? {})].join(' '))
  }
  return found
}

describe('staged sources', () => {
  it('are everything in the index, with the content in the index, in a repository without a commit', async () => {
    stage({ 'a.txt': 'staged' })
    writeFileSync(join(folder, 'a.txt'), 'changed since')
    expect(await list({ kind: 'staged' })).toEqual(['a.txt: staged'])
  })

  it('are the files that were added, changed or renamed, and no others', async () => {
    commit({ 'same.txt': '1', 'changed.txt': '1', 'old name.txt': 'moved', 'gone.txt': '1' })
    git('mv', 'old name.txt', 'new name.txt')
    git('rm', '-q', 'gone.txt')
    stage({ 'changed.txt': '2', 'added.txt': '3', 'empty.txt': '' })
    expect(await list({ kind: 'staged' })).toEqual(['added.txt: 3', 'changed.txt: 2', 'empty.txt: ', 'new name.txt: moved'])
  })

  it.each([['-rf'], ['--output=x'], ['a\nb'], ['"q"'], ['公文.docx'], ['$(touch x);.txt'], [':(glob)*'], ['tab\there']])(
    'include a file named %j', async (name) => {
      stage({ [name]: 'x', 'z\u007f': '\u0000\u0001' })
      expect(new Set(await list({ kind: 'staged' }))).toEqual(new Set([`${name}: x`, 'z\u007f: \u0000\u0001']))
    })

  it('are gaps for links, submodules, large blobs, missing blobs and LFS pointers', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link'))
    stage({ 'big.bin': Buffer.alloc(101), 'just.bin': 'a'.repeat(100), 'lfs.docx': 'version https://git-lfs.github.com/spec/v1\noid x\n' })
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`)
    git('update-index', '--add', '--cacheinfo', `100644,${'2'.repeat(40)},missing.txt`)
    expect(await list({ kind: 'staged' }, 100)).toEqual([
      'big.bin! limit-exceeded inputBytes 100', `just.bin: ${'a'.repeat(100)}`, 'lfs.docx! format-not-supported git-lfs',
      'link! link-not-followed', 'missing.txt! not-found', 'module! format-not-supported submodule',
    ])
  })

  it('are complete when the content exceeds the buffer of a pipe', async () => {
    stage(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${String(n).padStart(2, '0')}.bin`, 'ab\n'.repeat(n * 9999)])))
    const lengths = (await list({ kind: 'staged' })).map((one) => one.length - '00.bin: '.length)
    expect(lengths).toEqual(Array.from({ length: 30 }, (_, n) => n * 3 * 9999))
  })

  it('run no program that the repository configures', async () => {
    commit({ 'a.txt': '1' })
    stage({ 'a.txt': '2', '.gitattributes': '* diff=x filter=x\n' })
    const settings = { 'core.fsmonitor': 'touch ran', 'diff.external': 'touch ran', 'diff.x.textconv': 'touch ran', 'filter.x.smudge': 'touch ran', 'diff.relative': 'true' }
    for (const [key, value] of Object.entries(settings)) git('config', key, value)
    const lines = new Map<string, readonly LineRange[]>()
    expect(await list({ kind: 'staged' }, 1e6, lines)).toEqual(['.gitattributes: * diff=x filter=x\n', 'a.txt: 2'])
    expect(lines.get('a.txt')).toEqual([[1, 1]])
    expect(readdirSync(folder).sort()).toEqual(['.git', '.gitattributes', 'a.txt'])
  })
})

describe('sources of a range', () => {
  it('are what each of its commits added, even if a later commit removes it', async () => {
    const from = commit({ 'a.txt': 'before' })
    const leak = commit({ 'docs/secret.txt': 'leak', 'b.txt': 'first' })
    git('rm', '-q', 'docs/secret.txt')
    const to = commit({ 'b.txt': 'second' })
    expect(await list({ kind: 'range', range: `${from}..${to}` })).toEqual([
      `${leak.slice(0, 8)}:./b.txt: first`, `${leak.slice(0, 8)}:docs/secret.txt: leak`, 'b.txt: second',
    ])
  })

  it('that names one commit are those of the commit and all its ancestors', async () => {
    commit({ 'a.txt': '1' })
    commit({ 'b.txt': '2' })
    expect(await list({ kind: 'range', range: 'main' })).toEqual(['a.txt: 1', 'b.txt: 2'])
  })

  it('include the changes that a merge commit makes itself', async () => {
    const from = commit({ 'a.txt': '1' })
    git('checkout', '-q', '-b', 'side')
    commit({ 'side.txt': 's' })
    git('checkout', '-q', 'main')
    commit({ 'main.txt': 'm' })
    git('merge', '-q', '--no-ff', '--no-commit', 'side')
    commit({ 'evil.txt': 'e' })
    expect((await list({ kind: 'range', range: `${from}..main` })).sort()).toEqual(['evil.txt: e', 'main.txt: m', 'side.txt: s'])
  })

  it.each(['nowhere..main', '--output=x', '--all', '', 'main --not'])('are an error for %j, which names no commits', async (range) => {
    commit({ 'a.txt': '1' })
    await expect(list({ kind: 'range', range })).rejects.toMatchObject({ name: 'ScreenError', code: 'usage' })
  })
})

describe('sources of the history', () => {
  it('are all contents that any branch ever had, once each', async () => {
    commit({ 'a.txt': '1', 'copy.txt': '1' })
    commit({ 'a.txt': '2' })
    commit({ 'a.txt': '1' })
    git('checkout', '-q', '-b', 'other')
    commit({ 'other.txt': 'o' })
    expect((await list({ kind: 'history' })).map((one) => one.replace(/^[0-9a-f]{8}:/, '@')).sort()).toEqual([
      '@./a.txt: 2', 'a.txt: 1', 'copy.txt: 1', 'other.txt: o',
    ])
  })

  it('have a gap in a shallow clone', async () => {
    commit({ 'a.txt': '1' })
    commit({ 'a.txt': '2' })
    const origin = folder
    folder = temporaryFolder()
    git('clone', '-q', '--depth', '1', `file://${origin}`, '.')
    expect(await list({ kind: 'history' })).toEqual(['.git/shallow! partly-unreadable', 'a.txt: 2'])
  })
})

describe('a partial clone', () => {
  it('has a gap for each blob that it does not have, and for no other, and fetches none', async () => {
    commit({ 'a.txt': 'one' })
    commit({ 'a.txt': 'two' })
    commit({ 'b.txt': 'three' })
    git('config', 'uploadpack.allowFilter', 'true')
    git('config', 'uploadpack.allowAnySHA1InWant', 'true')
    const clone = join(temporaryFolder(), 'clone')
    git('clone', '-q', '--filter=blob:none', `file://${folder}`, clone)
    folder = clone
    const [gap, ...others] = await list({ kind: 'history' })
    expect([gap, others]).toEqual([expect.stringMatching(/:\.\/a\.txt! not-found$/), ['a.txt: two', 'b.txt: three']])
    expect(git('rev-list', '--objects', '--missing=print', '--all').match(/^\?/gm)).toHaveLength(1)
  })
})

describe('the output of git', () => {
  it('is bounded: nested trees that are the same stand for any number of files', async () => {
    const write = (type: string, content: string) => execFileSync('git', ['hash-object', '-w', '-t', type, '--stdin', '--literally'], {
      cwd: folder, env: ENV, input: Buffer.from(content, 'latin1'),
    }).toString().trim()
    const entries = (mode: string, id: string) =>
      Array.from({ length: 10 }, (_, at) => `${mode} ${at}\0${Buffer.from(id, 'hex').toString('latin1')}`).join('')
    let tree = write('tree', entries('100644', write('blob', 'x')))
    for (let depth = 0; depth < 3; depth++) tree = write('tree', entries('40000', tree))
    const list = (most: number) => runGit({ folder, env: ENV }, ['ls-tree', '-r', tree], [0], most)
    expect((await list(1e6)).toString().split('\n')).toHaveLength(10_001)
    await expect(list(1e5)).rejects.toMatchObject({ code: 'usage', args: { command: 'ls-tree', detail: 'too much output' } })
  })
})

describe('changed lines', () => {
  it.each([
    ['1\n2\n3\n4\n5\n', '1\n2\nx\n4\n5\n', [[3, 3]]],
    ['1\n2\n3\n4\n5\n', '1\n2\n4\n5\n', [[2, 3]]],
    ['1\n2\n', '0\n1\n2\n3\n4\n', [[1, 1], [4, 5]]],
    ['1\n', '@@ -1 +7 @@\n', [[1, 1]]],
    ['1\r\n2\r\n', '1\r\n3\r\n', [[2, 2]]],
    ['1\r2\r', '1\r3\r', undefined],
    ['\u0000a', '\u0000b', undefined],
  ] as const)('from %j to %j are %j', async (before, after, expected) => {
    commit({ 'a.txt': before })
    stage({ 'a.txt': after })
    const lines = new Map<string, readonly LineRange[]>()
    await list({ kind: 'staged' }, 1e6, lines)
    expect(lines.get('a.txt')).toEqual(expected)
  })
})

it('a folder outside a repository is a usage error', async () => {
  folder = temporaryFolder()
  await expect(list({ kind: 'staged' })).rejects.toMatchObject({ code: 'usage' })
})
