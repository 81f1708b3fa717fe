import { existsSync } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import { ScreenError } from '../../model/index.js'
import type { Messages } from '../../report/messages/index.js'
import { packageVersion } from '../package.js'
import { checkValues } from './check-values.js'
import { COMMANDS, isCommand, isCommandGroup, type CommandName } from './commands.js'
import { groupHelp, helpAfterOptions, helpLayout, optionHelp } from './help.js'
import { optionsOf, type OptionSpec } from './options.js'
import type { RawOptions } from './raw-options.js'

/** What the command line asks for. */
export type Invocation =
  | { readonly command: CommandName; readonly operands: readonly string[]; readonly options: RawOptions }
  /** Help or version: the text to print. */
  | { readonly command: 'show'; readonly text: string }

/** Parses the command line. @throws ScreenError `usage` */
export function parse(argv: readonly string[], messages: Messages, columns: number): Invocation {
  const [first = '', second = ''] = argv
  const pair = `${first} ${second}`
  if (isCommand(pair)) return parseCommand(pair, argv.slice(2), messages, columns)
  if (isCommandGroup(first)) return showGroup(first, second, messages)
  if (first === 'help' && !existsSync(first)) return parseHelp(argv.slice(1), messages, columns)
  // `screen screen` screens a file named "screen".
  if (isCommand(first) && first !== 'screen') return parseCommand(first, argv.slice(1), messages, columns)
  return parseCommand('screen', argv, messages, columns)
}

/** `screen help`, `screen help git`, `screen help lexicon check`. */
function parseHelp(words: readonly string[], messages: Messages, columns: number): Invocation {
  return parse([...words, '--help'], messages, columns)
}

/** Help for `screen lexicon` and the like. @throws ScreenError `usage` when `verb` is not a command of the group */
function showGroup(group: string, verb: string, messages: Messages): Invocation {
  if (verb !== '' && verb !== '-h' && !/^--(help|lang)/.test(verb)) {
    throw new ScreenError('unknown-command', { name: `${group} ${verb}` })
  }
  return { command: 'show', text: groupHelp(group, messages) }
}

function parseCommand(name: CommandName, argv: readonly string[], messages: Messages, columns: number): Invocation {
  const command = createCommand(name, messages, columns)
  let text = ''
  command.configureOutput({ writeOut: (piece) => (text += piece), writeErr: () => undefined })
  try {
    command.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { command: 'show', text }
    throw new ScreenError('command-line', { detail: error.message })
  }
  checkOperands(name, command.args)
  const options = typedOptions(command)
  checkValues(options, optionsOf(name))
  return { command: name, operands: command.args, options }
}

function createCommand(name: CommandName, messages: Messages, columns: number): Command {
  const { operands } = COMMANDS[name]
  const command = new Command(name === 'screen' ? name : `screen ${name}`)
    .helpOption('-h, --help', messages.options.help)
    .exitOverride()
  for (const spec of optionsOf(name)) command.addOption(createOption(spec, messages))
  command
    .usage(['[options]', operands].join(' ').trim())
    .description(name === 'screen' ? messages.cli.description : messages.commands[name])
    .argument('[operands...]', name === 'screen' ? messages.cli.pathsArgument : messages.operands[name])
  if (name === 'screen') {
    command.version(packageVersion(), '-v, --version', messages.options.version)
    command.addHelpText('after', helpAfterOptions(messages))
  }
  command.configureHelp(helpLayout(name, messages, columns))
  // Commander's messages are English only; these methods are where it writes them.
  return Object.assign(command, {
    unknownOption: (option: string) => {
      throw new ScreenError('unknown-option', { option })
    },
    optionMissingArgument: ({ long, flags }: Option) => {
      throw new ScreenError('missing-value', { option: long ?? flags })
    },
  })
}

function createOption(spec: OptionSpec, messages: Messages): Option {
  const option = new Option(spec.flags, optionHelp(spec, messages))
  if (spec.repeated) {
    const valuesOf = (value: string): readonly string[] => (spec.list ? value.split(',') : [value])
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), ...valuesOf(value)])
  }
  return option
}

/** @throws ScreenError `usage` when there are too few or too many operands */
function checkOperands(name: CommandName, { length }: readonly string[]): void {
  const { operands, minOperands, maxOperands } = COMMANDS[name]
  if (length >= minOperands && length <= maxOperands) return
  if (name === 'screen') throw new ScreenError('no-paths')
  throw new ScreenError('wrong-operands', { usage: `screen ${name} [options] ${operands}`.trim() })
}

/** The options that were typed: commander adds `defaultLexicons: true` by itself. */
function typedOptions(command: Command): RawOptions {
  const { defaultLexicons, ...others } = command.opts<RawOptions>()
  return defaultLexicons === false ? { ...others, defaultLexicons } : others
}
