import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sources, type Source, type SourcesOptions } from '../../src/source/index.js'

let root: string

beforeAll(() => (root = mkdtempSync(join(tmpdir(), 'sources-'))))
afterAll(() => rmSync(root, { recursive: true }))

/** Makes a folder with these files. */
function folder(name: string, files: readonly string[]): string {
  for (const file of files) {
    mkdirSync(join(root, name, file, '..'), { recursive: true })
    writeFileSync(join(root, name, file), file)
  }
  mkdirSync(join(root, name), { recursive: true })
  return join(root, name)
}

async function all(paths: readonly string[], options?: SourcesOptions): Promise<Source[]> {
  const found: Source[] = []
  for await (const source of sources(paths, options)) found.push(source)
  return found
}

/** Path below the root, and the gap's reason where there is one. */
function told(found: readonly Source[]): string[] {
  return found.map((source) => source.path.replace(`${root}/`, '') + (source.kind === 'gap' ? ` ${source.gap.reason}` : ''))
}

describe('what is screened', () => {
  it('a folder is walked in the byte order of its names, hidden files and tools\' folders included', async () => {
    const path = folder('order', ['b.txt', 'a/z.txt', 'a/B.txt', 'a-1.txt', '.hidden', '.git/config', 'node_modules/x.js', '文.txt', 'é.txt'])
    expect(told(await all([path]))).toEqual([
      'order/.git/config', 'order/.hidden', 'order/a/B.txt', 'order/a/z.txt', 'order/a-1.txt', 'order/b.txt',
      'order/node_modules/x.js', 'order/é.txt', 'order/文.txt',
    ])
  })

  it('paths keep the order in which they were named', async () => {
    const path = folder('named', ['a.txt', 'b.txt'])
    expect(told(await all([join(path, 'b.txt'), path]))).toEqual(['named/b.txt', 'named/a.txt', 'named/b.txt'])
  })

  it('a path with a slash at its end gives the same names', async () => {
    const path = folder('slash', ['a.txt'])
    expect(told(await all([`${path}/`]))).toEqual(['slash/a.txt'])
  })

  it('a name that is not UTF-8 is shown by GB18030 and opened by its bytes', async () => {
    const path = folder('gbk', [])
    const name = Buffer.from([0xbb, 0xfa, 0xc3, 0xdc, 0x2e, 0x74, 0x78, 0x74]) // 机密.txt
    const file = Buffer.concat([Buffer.from(`${path}/`), name])
    writeFileSync(file, 'x')
    expect(await all([path])).toEqual([{ kind: 'file', path: `${path}/机密.txt`, file, follow: false }])
  })

  it('the standard input is one document under the name it is given', async () => {
    const stdin = Readable.from([Buffer.from('ab'), Buffer.from('c')])
    expect(await all(['-'], { stdin, stdinName: 'a.html' })).toEqual([{ kind: 'bytes', path: 'a.html', bytes: Buffer.from('abc') }])
  })

  it('the command\'s own unfinished report is not a document', async () => {
    const path = folder('ours', ['a.txt', '.r.json.tmp'])
    expect(told(await all([path], { except: [join(path, '.r.json.tmp')] }))).toEqual(['ours/a.txt'])
  })

  it('a tree sixty folders deep comes whole, each file once', async () => {
    const deep = Array.from({ length: 60 }, (_, depth) => `d${depth}`).join('/')
    const path = folder('many', Array.from({ length: 300 }, (_, n) => `${n % 3 ? deep : 'flat'}/${n}.txt`))
    const found = await all([path])
    expect(found).toHaveLength(300)
    expect(new Set(found.map((source) => source.path)).size).toBe(300)
  })
})

describe('what cannot be screened is a gap, never a silence', () => {
  it.each([
    ['a missing file', (): string => join(root, 'none.txt'), 'not-found'],
    ['a path through a file', (): string => join(folder('through', ['a.txt']), 'a.txt/b.txt'), 'not-found'],
    ['a name the system refuses', (): string => join(root, 'n'.repeat(300)), 'unreadable'],
    ['a folder without a file in it', (): string => join(folder('empty', []), '.'), 'empty'],
    ['a device', (): string => '/dev/null', 'not-a-file'],
  ] as const)('%s', async (_, path, reason) => {
    expect((await all([path()])).map((source) => (source.kind === 'gap' ? source.gap.reason : source.kind))).toEqual([reason])
  })

  it('links inside a folder, to files, folders and nothing, and pipes', async () => {
    const path = folder('links', ['real.txt'])
    symlinkSync('real.txt', join(path, 'file'))
    symlinkSync('.', join(path, 'loop'))
    symlinkSync('nowhere', join(path, 'dangling'))
    execFileSync('mkfifo', [join(path, 'pipe')])
    expect(told(await all([path]))).toEqual([
      'links/dangling link-not-followed', 'links/file link-not-followed', 'links/loop link-not-followed',
      'links/pipe not-a-file', 'links/real.txt',
    ])
  })

  it('but a link the user named is followed', async () => {
    const path = folder('followed', ['real.txt'])
    symlinkSync('real.txt', join(path, 'link.txt'))
    expect(await all([join(path, 'link.txt')])).toMatchObject([{ kind: 'file', follow: true }])
  })

  it('a standard input past the limit', async () => {
    const stdin = Readable.from([Buffer.alloc(8), Buffer.alloc(8)])
    expect(await all(['-'], { stdin, inputBytes: 15 })).toMatchObject([
      { kind: 'gap', gap: { reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 15 } } },
    ])
  })

  it('a standard input that breaks off', async () => {
    const stdin = (async function* () {
      yield Buffer.from('a')
      throw Object.assign(new Error('gone'), { code: 'EIO' })
    })()
    expect(await all(['-'], { stdin })).toMatchObject([{ kind: 'gap', gap: { reason: 'unreadable', args: { code: 'EIO' } } }])
  })
})
