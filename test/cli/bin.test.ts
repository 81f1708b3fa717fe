import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BLOCK, CLEAR, folderOf } from './command.js'

const bin = resolve(import.meta.dirname, '../../bin/screen.js')
const folder = folderOf({ 'block.txt': BLOCK, 'clear.txt': CLEAR })

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

async function start(argv: readonly string[], during: (child: ReturnType<typeof spawn>) => void = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...argv])
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (data: Buffer) => (said.stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (said.stderr += data.toString()))
  child.stdin.on('error', () => undefined)
  during(child)
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, ...said }
}

describe('the command as a process', () => {
  it.each([['block.txt', 1], ['clear.txt', 0], ['none.txt', 3]] as const)('%s ends with %i', async (name, status) => {
    const ended = await start([join(folder, name)])
    expect([ended.status, ended.stderr]).toEqual([status, ''])
    expect(ended.stdout).not.toBe('')
  })

  it('reads its standard input', async () => {
    const ended = await start(['--format', 'json', '-'], (child) => child.stdin!.end(BLOCK))
    expect([ended.status, (JSON.parse(ended.stdout) as { verdict: string }).verdict]).toEqual([1, 'block'])
  })

  it('a closed pipe is not a crash, and does not change the exit status', async () => {
    const ended = await start(['--format', 'json', folder], (child) => child.stdout!.destroy())
    expect([ended.status, ended.stderr]).toEqual([1, ''])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 130, even while it waits for standard input', async (signal) => {
    const ended = await start(['--format', 'jsonl', join(folder, 'clear.txt'), '-'], (child) => {
      child.stdout!.once('data', () => child.kill(signal)) // the first document's line: the second never comes
    })
    expect([ended.status, ended.stderr]).toEqual([130, '已中断。\n'])
  })
})
