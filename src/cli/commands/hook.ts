import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { fill } from '../../report/messages/index.js'
import { git } from '../../source/index.js'
import { processEnv } from '../io.js'
import { programFile } from '../package.js'
import type { CommandContext } from './command.js'

/** `screen hook print`: prints a pre-commit hook. */
export async function hookPrint({ io }: CommandContext): Promise<0> {
  await io.stdout.write(hookText(['secrecy-screen']))
  return 0
}

/**
 * `screen hook install`: writes the hook into the repository of the working directory. A hook that this program did not
 * write is not replaced.
 * @throws ScreenError `usage`
 */
export async function hookInstall({ io, messages }: CommandContext): Promise<0> {
  const env = processEnv(io.env)
  const output = await git({ folder: process.cwd(), env }, ['rev-parse', '--git-path', 'hooks'])
  const hooks = output.toString().replace(/\n$/, '')
  const file = join(resolve(hooks), 'pre-commit')
  const existing = await readFile(file, 'utf8').catch(() => undefined)
  if (existing !== undefined && !existing.includes(HOOK_COMMENT)) throw new ScreenError('foreign-hook', { file })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, hookText([process.execPath, programFile()]))
  await chmod(file, 0o755)
  await io.stdout.write(`${fill(messages.change.hookWritten, { file })}\n`)
  return 0
}

/** How the program recognises its own hook. */
const HOOK_COMMENT = '# secrecy-screen:'

function hookText(command: readonly string[]): string {
  const words = command.map((word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`))
  return [
    '#!/bin/sh',
    `${HOOK_COMMENT} screens staged content before each commit. 提交前保密检查。`,
    `exec ${words.join(' ')} git --staged`,
    '',
  ].join('\n')
}
