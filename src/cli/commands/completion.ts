import { ScreenError } from '../../model/index.js'
import { bashCompletion } from '../completion/bash.js'
import { commandCompletions, type CommandCompletion } from '../completion/command-completions.js'
import { fishCompletion } from '../completion/fish.js'
import { zshCompletion } from '../completion/zsh.js'
import type { CommandContext } from './command.js'

const SHELLS: Readonly<Record<string, (commands: readonly CommandCompletion[]) => string>> = {
  bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion,
}

/**
 * `screen completion bash|zsh|fish`: prints a script that completes commands, options and their values.
 * @throws ScreenError `usage`
 */
export async function completion({ operands: [shell = ''], io, messages }: CommandContext): Promise<0> {
  if (!Object.hasOwn(SHELLS, shell)) throw new ScreenError('unknown-shell', { shell })
  await io.stdout.write(SHELLS[shell]!(commandCompletions(messages)))
  return 0
}
