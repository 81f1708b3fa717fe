import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readFileSource } from '../../src/source/index.js'
import { temporaryFolder } from '../temporary-folder.js'

let root: string

beforeAll(() => (root = temporaryFolder()))

function read(path: string, { limit = 100, follow = false } = {}) {
  return readFileSource({ file: Buffer.from(path), follow }, limit)
}

describe('reading a file', () => {
  it.each([0, 1, 99, 100])('a file of %i bytes is read whole with a limit of 100', async (size) => {
    const path = join(root, `size-${size}`)
    writeFileSync(path, Buffer.alloc(size, 7))
    expect(await read(path)).toEqual({ bytes: Buffer.alloc(size, 7) })
  })

  it('a file above the limit is a gap with its size, not a prefix', async () => {
    const path = join(root, 'large')
    writeFileSync(path, Buffer.alloc(101))
    expect(await read(path)).toEqual({
      gap: { piece: '', reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 100 } }, size: 101,
    })
  })

  it('a file that is longer than its stated size changed while it was read', async () => {
    expect(await read('/proc/self/status', { limit: 10_000 })).toMatchObject({ gap: { reason: 'changed-while-read' } })
  })

  it('a pipe that replaced a file is a gap, and is not waited for', async () => {
    const path = join(root, 'pipe')
    execFileSync('mkfifo', [path])
    expect(await read(path)).toMatchObject({ gap: { reason: 'not-a-file' } })
  })

  it.each([
    ['a deleted file', 'deleted', 'not-found'],
    ['a folder', '.', 'not-a-file'],
    ['a name the system refuses', 'n'.repeat(300), 'unreadable'],
  ] as const)('%s is a gap', async (_, name, reason) => {
    expect(await read(join(root, name))).toMatchObject({ gap: { reason } })
  })

  it('a link that replaced a file is followed only if the user named it', async () => {
    writeFileSync(join(root, 'target'), 'x')
    symlinkSync('target', join(root, 'link'))
    expect(await read(join(root, 'link'))).toMatchObject({ gap: { reason: 'link-not-followed' } })
    expect(await read(join(root, 'link'), { follow: true })).toEqual({ bytes: Buffer.from('x') })
  })
})
