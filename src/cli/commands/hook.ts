import { randomBytes } from 'node:crypto'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { codeOf, readBounded } from '../../source/files/bounded-file.js'
import { ScreenError } from '../../model/index.js'
import { fill } from '../../report/messages/index.js'
import { shownPath } from '../../report/text/index.js'
import { git, type GitRepository } from '../../source/index.js'
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
 * write is not replaced, and no symbolic link is followed. The folder of `core.hooksPath` may serve other repositories:
 * the hook is written there only with `--hooks-path`.
 * @throws ScreenError `usage`
 */
export async function hookInstall({ options, io, messages }: CommandContext): Promise<0> {
  const repository: GitRepository = { folder: process.cwd(), env: processEnv(io.env) }
  const configured = await output(repository, ['config', '--get', 'core.hooksPath'], [0, 1])
  if (configured !== undefined && !options.hooksPath) throw new ScreenError('hooks-path', { folder: configured })
  const hooks = resolve(await output(repository, ['rev-parse', '--git-path', 'hooks']) ?? '')
  const file = join(hooks, 'pre-commit')
  if (configured === undefined) await refuseLink(hooks)
  await refuseLink(file)
  const existing = await readIfPresent(file)
  if (existing !== undefined && !isOwnHook(existing)) throw new ScreenError('foreign-hook', { file })
  await mkdir(hooks, { recursive: true })
  await replaceFile(file, hookText([process.execPath, programFile()]))
  await io.stdout.write(`${fill(messages.change.hookWritten, { file: shownPath(file) })}\n`)
  return 0
}

/** The line that git prints; undefined for none. A setting can be there and empty. */
async function output(
  repository: GitRepository, args: readonly string[], accepted: readonly number[] = [0],
): Promise<string | undefined> {
  return /^(.*)\n$/s.exec((await git(repository, args, accepted)).toString())?.[1]
}

/** What a link leads to may belong to someone else, or not exist. @throws ScreenError `usage` for a link */
async function refuseLink(file: string): Promise<void> {
  const stats = await lstat(file).catch(() => undefined)
  if (stats?.isSymbolicLink()) throw new ScreenError('hook-link', { file })
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return (await readBounded(file, MAX_HOOK_BYTES)).toString()
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') return undefined
    throw new ScreenError('file-unreadable', { file, code }, { cause })
  }
}

const MAX_HOOK_BYTES = 64 * 1024

/** Replaces the name itself, so that a link put there in the meantime is not followed. */
async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o755 })
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}

const HOOK_COMMENT = '# secrecy-screen:'

/** Whether a hook is one that this program writes, and nothing else: a hook with one more line is someone's own. */
function isOwnHook(text: string): boolean {
  return /^#!\/bin\/sh\n# secrecy-screen:[^\n]*\nexec [^\n;&|<>$`]+ git --staged\n$/.test(text)
}

function hookText(command: readonly string[]): string {
  const words = command.map((word) => (/^[\w./-]+$/.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`))
  return [
    '#!/bin/sh',
    `${HOOK_COMMENT} screens staged content before each commit. 提交前保密检查。`,
    `exec ${words.join(' ')} git --staged`,
    '',
  ].join('\n')
}
