import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { underRoot } from '../../../src/bulk/queue/root.js'
import { temporaryFolder } from '../../temporary-folder.js'

describe('the root of a worker', () => {
  const gapOf = async (file: string, root: string, follow = false): Promise<string | undefined> => {
    const source = await underRoot({ kind: 'file', path: file, file: Buffer.from(file), follow }, root)
    return source.kind === 'gap' ? JSON.stringify(source.gap) : undefined
  }

  it('lets files under it pass, and nothing else', async () => {
    const folder = temporaryFolder()
    const root = join(folder, 'root')
    mkdirSync(join(root, 'in'), { recursive: true })
    mkdirSync(join(folder, 'root-of-others'))
    for (const file of ['root/in/a.txt', 'secret.txt', 'root-of-others/a.txt']) writeFileSync(join(folder, file), 'a')
    symlinkSync(folder, join(root, 'out'))
    symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'))
    symlinkSync('in', join(root, 'inside'))
    expect(await gapOf(join(root, 'in/a.txt'), root)).toBeUndefined()
    expect(await gapOf(join(root, 'inside/a.txt'), root)).toBeUndefined()
    expect(await gapOf(join(root, 'in/a.txt'), '/')).toBeUndefined()
    const outside = expect.stringContaining('OUTSIDE_ROOT') as string
    expect(await gapOf(join(folder, 'secret.txt'), root)).toEqual(outside)
    expect(await gapOf(`${root}/in/../../secret.txt`, root)).toEqual(outside)
    expect(await gapOf(join(root, 'out/secret.txt'), root)).toEqual(outside)
    expect(await gapOf(join(root, 'link.txt'), root, true)).toEqual(outside)
    expect(await gapOf(join(folder, 'root-of-others/a.txt'), root)).toEqual(outside)
    expect(await gapOf(join(root, 'none/a.txt'), root)).toContain('not-found')
  })
})
