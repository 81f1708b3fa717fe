import type { Messages } from '../../report/messages/index.js'
import { COMMANDS, COMMAND_NAMES, type CommandName } from '../command-line/commands.js'
import { optionsOf, parseFlags, type OptionSpec } from '../command-line/options.js'

/** One option as shells complete it. */
export interface OptionCompletion {
  /** With its hyphens: `--format`. */
  readonly flag: string
  /** What follows the flag: nothing, a file, anything, or one of these values. */
  readonly value: 'none' | 'file' | 'other' | readonly string[]
  readonly description: string
}

/** One command as shells complete it. */
export interface CommandCompletion {
  /** Its words after `screen`; none for `screen` itself. */
  readonly words: readonly string[]
  readonly description: string
  readonly options: readonly OptionCompletion[]
  /** `files` for paths, `none` for commands without operands, otherwise the values to choose from. */
  readonly operands: 'files' | 'none' | readonly string[]
}

/** The name completions are bound to. */
export const PROGRAM = 'secrecy-screen'
/** Bound as well where it leads to this program: on many machines it is GNU screen. */
export const SHORT_NAME = 'screen'

/** Every command with its options, from the tables that the parser uses. */
export function commandCompletions(messages: Messages): readonly CommandCompletion[] {
  return COMMAND_NAMES.map((name) => ({
    words: name === 'screen' ? [] : name.split(' '),
    description: name === 'screen' ? messages.cli.description : messages.commands[name],
    options: [
      ...optionsOf(name).map((spec) => optionCompletion(spec, messages)),
      { flag: '--help', value: 'none', description: messages.options.help },
      ...(name === 'screen' ? [versionCompletion(messages)] : []),
    ],
    operands: operandCompletion(name),
  }))
}

function optionCompletion({ choices, name, ...spec }: OptionSpec, messages: Messages): OptionCompletion {
  const { long: flag, argument } = parseFlags(spec)
  const value = choices ?? (argument === undefined ? 'none' : /file|folder|dir/.test(argument) ? 'file' : 'other')
  return { flag, value, description: messages.options[name] }
}

function versionCompletion({ options }: Messages): OptionCompletion {
  return { flag: '--version', value: 'none', description: options.version }
}

/** Operands to choose from are written `a|b` in the table, without brackets. */
function operandCompletion(name: CommandName): CommandCompletion['operands'] {
  const { operands, maxOperands } = COMMANDS[name]
  if (maxOperands === 0) return 'none'
  return /^[a-z]+(\|[a-z]+)+$/.test(operands) ? operands.split('|') : 'files'
}

/** The possible first words, each with its command's description; `…` where it begins several commands. */
export function firstWords(commands: readonly CommandCompletion[]): [word: string, description: string][] {
  const firsts = new Map<string, string>()
  for (const { words: [first = ''], description } of commands) {
    firsts.set(first, firsts.has(first) ? '…' : description)
  }
  return [...firsts]
}
