import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { listSources, type Source, type SourcesOptions } from '../../src/source/index.js'
import { temporaryFolder } from '../temporary-folder.js'

let root: string

beforeAll(() => (root = temporaryFolder()))

/** Makes a folder with these files. */
function folder(name: string, files: readonly string[]): string {
  for (const file of files) {
    mkdirSync(join(root, name, file, '..'), { recursive: true })
    writeFileSync(join(root, name, file), file)
  }
  mkdirSync(join(root, name), { recursive: true })
  return join(root, name)
}

async function list(paths: readonly string[], options?: SourcesOptions): Promise<Source[]> {
  const found: Source[] = []
  for await (const source of listSources(paths, options)) found.push(source)
  return found
}

/** Paths relative to the root, with the reasons of gaps. */
function summary(found: readonly Source[]): string[] {
  return found.map((source) => source.path.replace(`${root}/`, '') + (source.kind === 'gap' ? ` ${source.gap.reason}` : ''))
}

describe('sources', () => {
  it('of a folder are in the byte order of their names and include hidden files and the folders of tools', async () => {
    const path = folder('order', ['b.txt', 'a/z.txt', 'a/B.txt', 'a-1.txt', '.hidden', '.git/config', 'node_modules/x.js', '文.txt', 'é.txt'])
    expect(summary(await list([path]))).toEqual([
      'order/.git/config', 'order/.hidden', 'order/a/B.txt', 'order/a/z.txt', 'order/a-1.txt', 'order/b.txt',
      'order/node_modules/x.js', 'order/é.txt', 'order/文.txt',
    ])
  })

  it('keep the order of the named paths', async () => {
    const path = folder('named', ['a.txt', 'b.txt'])
    expect(summary(await list([join(path, 'b.txt'), path]))).toEqual(['named/b.txt', 'named/a.txt', 'named/b.txt'])
  })

  it('have the same paths for a folder with a slash at its end', async () => {
    const path = folder('slash', ['a.txt'])
    expect(summary(await list([`${path}/`]))).toEqual(['slash/a.txt'])
  })

  it('with a name that is not UTF-8 have it decoded as GB18030, and keep its bytes', async () => {
    const path = folder('gbk', [])
    const name = Buffer.from([0xbb, 0xfa, 0xc3, 0xdc, 0x2e, 0x74, 0x78, 0x74]) // 机密.txt
    const file = Buffer.concat([Buffer.from(`${path}/`), name])
    writeFileSync(file, 'x')
    expect(await list([path])).toEqual([{ kind: 'file', path: `${path}/机密.txt`, file, follow: false }])
  })

  it('include standard input as one document with the given name', async () => {
    const stdin = Readable.from([Buffer.from('ab'), Buffer.from('c')])
    expect(await list(['-'], { stdin, stdinName: 'a.html' })).toEqual([{ kind: 'bytes', path: 'a.html', bytes: Buffer.from('abc') }])
  })

  it('do not include excluded files, such as the unfinished report', async () => {
    const path = folder('own', ['a.txt', '.r.json.tmp'])
    expect(summary(await list([path], { exclude: (file) => Buffer.from(file).toString() === join(path, '.r.json.tmp') }))).toEqual(['own/a.txt'])
  })

  it('of a tree sixty folders deep include each file once', async () => {
    const deep = Array.from({ length: 60 }, (_, depth) => `d${depth}`).join('/')
    const path = folder('many', Array.from({ length: 300 }, (_, n) => `${n % 3 ? deep : 'flat'}/${n}.txt`))
    const found = await list([path])
    expect(found).toHaveLength(300)
    expect(new Set(found.map((source) => source.path)).size).toBe(300)
  })
})

describe('a source that cannot be screened is a gap', () => {
  it.each([
    ['a missing file', (): string => join(root, 'none.txt'), 'not-found'],
    ['a path through a file', (): string => join(folder('through', ['a.txt']), 'a.txt/b.txt'), 'not-found'],
    ['a name the system refuses', (): string => join(root, 'n'.repeat(300)), 'unreadable'],
    ['an empty folder', (): string => join(folder('empty', []), '.'), 'empty'],
    ['a device', (): string => '/dev/null', 'not-a-file'],
  ] as const)('for %s', async (_, path, reason) => {
    expect((await list([path()])).map((source) => (source.kind === 'gap' ? source.gap.reason : source.kind))).toEqual([reason])
  })

  it('for pipes and for links in a folder, to files, to folders and to nothing', async () => {
    const path = folder('links', ['real.txt'])
    symlinkSync('real.txt', join(path, 'file'))
    symlinkSync('.', join(path, 'loop'))
    symlinkSync('nowhere', join(path, 'dangling'))
    execFileSync('mkfifo', [join(path, 'pipe')])
    expect(summary(await list([path]))).toEqual([
      'links/dangling link-not-followed', 'links/file link-not-followed', 'links/loop link-not-followed',
      'links/pipe not-a-file', 'links/real.txt',
    ])
  })

  it('but not for a link that the user named: it is followed', async () => {
    const path = folder('followed', ['real.txt'])
    symlinkSync('real.txt', join(path, 'link.txt'))
    expect(await list([join(path, 'link.txt')])).toMatchObject([{ kind: 'file', follow: true }])
  })

  it('for standard input above the limit', async () => {
    const stdin = Readable.from([Buffer.alloc(8), Buffer.alloc(8)])
    expect(await list(['-'], { stdin, inputBytes: 15 })).toMatchObject([
      { kind: 'gap', gap: { reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 15 } } },
    ])
  })

  it('for standard input that fails', async () => {
    const stdin = (async function* () {
      yield Buffer.from('a')
      throw Object.assign(new Error('gone'), { code: 'EIO' })
    })()
    expect(await list(['-'], { stdin })).toMatchObject([{ kind: 'gap', gap: { reason: 'unreadable', args: { code: 'EIO' } } }])
  })
})
