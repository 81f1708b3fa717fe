import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSource } from '../../src/source/index.js'

let root: string

beforeAll(() => (root = mkdtempSync(join(tmpdir(), 'read-file-'))))
afterAll(() => rmSync(root, { recursive: true }))

function read(path: string, { limit = 100, follow = false } = {}) {
  return readFileSource({ file: Buffer.from(path), follow }, limit)
}

describe('reading a file', () => {
  it.each([0, 1, 99, 100])('a file of %i bytes is read whole under a limit of 100', async (size) => {
    const path = join(root, `size-${size}`)
    writeFileSync(path, Buffer.alloc(size, 7))
    expect(await read(path)).toEqual({ bytes: Buffer.alloc(size, 7) })
  })

  it('a file past the limit is a gap with its size, not a prefix', async () => {
    const path = join(root, 'large')
    writeFileSync(path, Buffer.alloc(101))
    expect(await read(path)).toEqual({
      gap: { piece: '', reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 100 } }, size: 101,
    })
  })

  it('a file that is longer than the system said has changed while it was read', async () => {
    expect(await read('/proc/self/status', { limit: 10_000 })).toMatchObject({ gap: { reason: 'changed-while-read' } })
  })

  it('a pipe that has taken the place of a file is not waited for', async () => {
    const path = join(root, 'pipe')
    execFileSync('mkfifo', [path])
    expect(await read(path)).toMatchObject({ gap: { reason: 'not-a-file' } })
  })

  it.each([
    ['a file that has vanished', 'vanished', 'not-found'],
    ['a folder', '.', 'not-a-file'],
    ['a name the system refuses', 'n'.repeat(300), 'unreadable'],
  ] as const)('%s is a gap', async (_, name, reason) => {
    expect(await read(join(root, name))).toMatchObject({ gap: { reason } })
  })

  it('a link that has taken the place of a file is not followed, unless it was named', async () => {
    writeFileSync(join(root, 'target'), 'x')
    symlinkSync('target', join(root, 'link'))
    expect(await read(join(root, 'link'))).toMatchObject({ gap: { reason: 'link-not-followed' } })
    expect(await read(join(root, 'link'), { follow: true })).toEqual({ bytes: Buffer.from('x') })
  })
})
