import { Command, CommanderError, Option } from 'commander'
import { ScreenError } from '../../model/index.js'
import type { Messages } from '../../report/index.js'
import { packageVersion } from '../package.js'
import { checkValues } from './check-values.js'
import { COMMANDS, isCommand, isCommandGroup, type CommandName } from './commands.js'
import { groupHelp, helpAfterOptions, helpLayout, optionHelp } from './help.js'
import { optionsOf, type OptionSpec } from './options.js'
import type { RawOptions } from './raw-options.js'

/** What the command line asks for. */
export type Invocation =
  | { readonly command: CommandName; readonly operands: readonly string[]; readonly given: RawOptions }
  /** Help or version: the text to print. */
  | { readonly command: 'show'; readonly text: string }

/** Parses the command line. @throws ScreenError `usage` */
export function parse(argv: readonly string[], say: Messages, columns: number): Invocation {
  const [first = '', second = ''] = argv
  const pair = `${first} ${second}`
  if (isCommand(pair)) return parseCommand(pair, argv.slice(2), say, columns)
  if (isCommandGroup(first)) return showGroup(first, second, say)
  // `screen screen` screens a file named "screen".
  if (isCommand(first) && first !== 'screen') return parseCommand(first, argv.slice(1), say, columns)
  return parseCommand('screen', argv, say, columns)
}

/** Help for `screen lexicon` and the like. @throws ScreenError `usage` when `verb` is not a command of the group */
function showGroup(group: string, verb: string, say: Messages): Invocation {
  if (verb !== '' && verb !== '-h' && !/^--(help|lang)/.test(verb)) {
    throw new ScreenError('unknown-command', { name: `${group} ${verb}` })
  }
  return { command: 'show', text: groupHelp(group, say) }
}

function parseCommand(name: CommandName, argv: readonly string[], say: Messages, columns: number): Invocation {
  const command = createCommand(name, say, columns)
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
  const given = optionsGiven(command)
  checkValues(given, optionsOf(name))
  return { command: name, operands: command.args, given }
}

function createCommand(name: CommandName, say: Messages, columns: number): Command {
  const { operands } = COMMANDS[name]
  const command = new Command(name === 'screen' ? name : `screen ${name}`)
    .helpOption('-h, --help', say.options.help)
    .exitOverride()
  for (const spec of optionsOf(name)) command.addOption(createOption(spec, say))
  command
    .usage(['[options]', operands].join(' ').trim())
    .description(name === 'screen' ? say.cli.description : say.tools[name])
    .argument('[operands...]', name === 'screen' ? say.cli.pathsArgument : say.operands[name])
  if (name === 'screen') {
    command.version(packageVersion(), '--version', say.options.version).addHelpText('after', helpAfterOptions(say))
  }
  command.configureHelp(helpLayout(name, say, columns))
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

function createOption(spec: OptionSpec, say: Messages): Option {
  const option = new Option(spec.flags, optionHelp(spec, say))
  if (spec.repeated) {
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
  }
  return option
}

/** @throws ScreenError `usage` when there are too few or too many */
function checkOperands(name: CommandName, { length }: readonly string[]): void {
  const { operands, minOperands, maxOperands } = COMMANDS[name]
  if (length >= minOperands && length <= maxOperands) return
  if (name === 'screen') throw new ScreenError('no-paths')
  throw new ScreenError('wrong-operands', { usage: `screen ${name} [options] ${operands}`.trim() })
}

/** Commander sets `defaultLexicons` to true by itself; only what was typed is kept. */
function optionsGiven(command: Command): RawOptions {
  const { defaultLexicons, ...others } = command.opts<RawOptions>()
  return defaultLexicons === false ? { ...others, defaultLexicons } : others
}
