import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { fill } from '../../report/index.js'
import { git } from '../../source/index.js'
import type { CommandRun } from './command.js'
import { programFile } from '../package.js'

/** `screen hook print`: a pre-commit hook on the standard output. */
export async function hookPrint({ io }: CommandRun): Promise<0> {
  await io.stdout.write(hookText(['secrecy-screen']))
  return 0
}

/**
 * `screen hook install`: puts the hook into the repository of the working folder. One of another hand is not replaced.
 */
export async function hookInstall({ io, say }: CommandRun): Promise<0> {
  const env = io.env.PATH === undefined ? { ...process.env, ...io.env } : io.env
  const told = await git({ folder: process.cwd(), env }, ['rev-parse', '--git-path', 'hooks'])
  const hooks = told.toString().replace(/\n$/, '')
  const file = join(resolve(hooks), 'pre-commit')
  const there = await readFile(file, 'utf8').catch(() => undefined)
  if (there !== undefined && !there.includes(OURS)) throw new ScreenError('foreign-hook', { file })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, hookText([process.execPath, programFile()]))
  await chmod(file, 0o755)
  await io.stdout.write(`${fill(say.change.hookWritten, { file })}\n`)
  return 0
}

const OURS = '# secrecy-screen:'

function hookText(command: readonly string[]): string {
  const words = command.map((word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`))
  return [
    '#!/bin/sh',
    `${OURS} what is about to be committed is screened first. 提交前保密检查。`,
    `exec ${words.join(' ')} git --staged`,
    '',
  ].join('\n')
}
