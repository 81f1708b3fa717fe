import type { Messages } from '../../report/index.js'
import { COMMANDS, COMMAND_NAMES, type CommandName } from '../command-line/commands.js'
import { parseFlags, optionsOf, type OptionSpec } from '../command-line/options.js'

/** One option as a shell completes it. */
export interface Completable {
  /** With its hyphens: `--format`. */
  readonly flag: string
  /** What follows it: nothing, one of these, a file, or anything else. */
  readonly value: 'none' | 'file' | 'other' | readonly string[]
  readonly sentence: string
}

/** One command as a shell completes it. */
export interface CompletableCommand {
  /** Its words after `screen`: none for `screen` itself. */
  readonly words: readonly string[]
  readonly sentence: string
  readonly options: readonly Completable[]
  /** Choices its operand has; `files` where it works on documents or files, `none` where it takes nothing. */
  readonly operands: 'files' | 'none' | readonly string[]
}

/** Every command with its options, out of the tables the parser works by. */
export function completable(say: Messages): readonly CompletableCommand[] {
  return COMMAND_NAMES.map((name) => ({
    words: name === 'screen' ? [] : name.split(' '),
    sentence: name === 'screen' ? say.cli.description : say.tools[name],
    options: [
      ...optionsOf(name).map((spec) => optionOf(spec, say)),
      help(say),
      ...(name === 'screen' ? [versionOf(say)] : []),
    ],
    operands: operandsOf(name),
  }))
}

/** The names the command is installed under. */
export const PROGRAM = 'secrecy-screen'
/** GNU screen owns this one on many machines: completions are bound to it only where it leads to this program. */
export const SHORT_NAME = 'screen'

/** The words that can stand first, each with the sentence of its command; several commands have none of their own. */
export function firstWords(commands: readonly CompletableCommand[]): [word: string, sentence: string][] {
  const firsts = new Map<string, string>()
  for (const { words: [first = ''], sentence } of commands) firsts.set(first, firsts.has(first) ? '…' : sentence)
  return [...firsts]
}

function optionOf({ choices, name, ...spec }: OptionSpec, say: Messages): Completable {
  const { long: flag, argument } = parseFlags(spec)
  const value = choices ?? (argument === undefined ? 'none' : /file|folder|dir/.test(argument) ? 'file' : 'other')
  return { flag, value, sentence: say.options[name] }
}

function help(say: Messages): Completable {
  return { flag: '--help', value: 'none', sentence: say.options.help }
}

function versionOf(say: Messages): Completable {
  return { flag: '--version', value: 'none', sentence: say.options.version }
}

/** Operands that are choices are written `a|b` without brackets in the table. */
function operandsOf(name: CommandName): CompletableCommand['operands'] {
  const { operands, maxOperands } = COMMANDS[name]
  if (maxOperands === 0) return 'none'
  return /^[a-z]+(\|[a-z]+)+$/.test(operands) ? operands.split('|') : 'files'
}
