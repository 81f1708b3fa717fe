import { Command, CommanderError, Option } from 'commander'
import { ScreenError } from '../model/index.js'
import { fill, width, wrap, type Messages } from '../report/index.js'
import { COMMANDS, COMMAND_NAMES, isCommand, isGroup, type CommandName, type ToolName } from './commands.js'
import { EXAMPLES } from './examples.js'
import { optionsOf, type Given, type OptionSpec } from './options.js'
import { checkValues } from './settings.js'
import { version } from './installed.js'

/** What the user wants done. */
export type Invocation =
  | { readonly command: CommandName; readonly operands: readonly string[]; readonly given: Given }
  /** Help or version: the text to be printed. */
  | { readonly command: 'show'; readonly text: string }

/** Reads the command line. @throws ScreenError `usage` */
export function parse(argv: readonly string[], say: Messages, columns: number): Invocation {
  const [first = '', second = ''] = argv
  const pair = `${first} ${second}`
  if (isCommand(pair)) return parseCommand(pair, argv.slice(2), say, columns)
  if (isGroup(first)) return groupHelp(first, second, say)
  // `screen screen` would screen a file of that name.
  if (isCommand(first) && first !== 'screen') return parseCommand(first, argv.slice(1), say, columns)
  return parseCommand('screen', argv, say, columns)
}

/** The commands that begin with `group`. @throws ScreenError `usage` when `verb` is none of them */
function groupHelp(group: string, verb: string, say: Messages): Invocation {
  if (verb !== '' && verb !== '-h' && !/^--(help|lang)/.test(verb)) {
    throw new ScreenError('usage', fill(say.cli.unknownCommand, { name: `${group} ${verb}` }))
  }
  const lines = commandLines(say, (name) => name.startsWith(`${group} `))
  return { command: 'show', text: `${[say.cli.commands, ...lines].join('\n')}\n` }
}

function parseCommand(name: CommandName, argv: readonly string[], say: Messages, columns: number): Invocation {
  const command = createCommand(name, say, columns)
  const { operands: usage, least, most } = COMMANDS[name]
  return parseWith(name, command, argv, say, ({ length }) => {
    if (length >= least && length <= most) return
    if (name === 'screen') throw new ScreenError('usage', say.cli.noPaths)
    throw new ScreenError('usage', fill(say.cli.wrongOperands, { usage: `screen ${name} [options] ${usage}`.trim() }))
  })
}

/** A command with what it is for, one after the other, for the help. */
function commandLines(say: Messages, wanted: (name: ToolName) => boolean = () => true): string[] {
  const names = COMMAND_NAMES.filter((name): name is ToolName => name !== 'screen')
  return names.filter(wanted).flatMap((name) => [
    `  screen ${name} ${COMMANDS[name].operands}`.trimEnd(),
    `      ${say.tools[name]}`,
  ])
}

function createCommand(name: CommandName, say: Messages, columns: number): Command {
  const command = new Command(name === 'screen' ? name : `screen ${name}`)
    .helpOption('-h, --help', say.options.help)
    .exitOverride()
  for (const spec of optionsOf(name)) command.addOption(optionOf(spec, say))
  const { operands, most } = COMMANDS[name]
  command
    .usage(['[options]', operands].join(' ').trim())
    .description(name === 'screen' ? say.cli.description : say.tools[name])
    .argument('[operands...]', name === 'screen' ? say.cli.pathsArgument : say.operands[name])
  if (name === 'screen') {
    command.version(version(), '--version', say.options.version).addHelpText('after', helpAfter(say))
  }
  command.configureHelp({
    displayWidth: width,
    helpWidth: Math.min(Math.max(columns, 60), 100),
    boxWrap: (text, wide) => wrap(text, wide).join('\n'),
    styleTitle: (title) => titles(say)[title] ?? title,
    optionDescription: (option) => option.description,
    argumentTerm: () => operands,
    visibleArguments: (shown) => (most === 0 ? [] : [...shown.registeredArguments]),
  })
  // Commander's own sentences are English only; these are its places to say them.
  return Object.assign(command, {
    unknownOption: (flag: string) => fault(say.cli.unknownOption, { option: flag }),
    optionMissingArgument: (option: Option) => fault(say.cli.missingValue, { option: option.long ?? option.flags }),
  })
}

function optionOf(spec: OptionSpec, say: Messages): Option {
  const remarks = [
    ...(spec.choices ? [fill(say.cli.choices, { choices: spec.choices.join('|') })] : []),
    ...(spec.default ? [fill(say.cli.default, { value: spec.default })] : []),
  ]
  const option = new Option(spec.flags, say.options[spec.name] + (remarks.length > 0 ? ` (${remarks.join('; ')})` : ''))
  if (spec.repeated) {
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
  }
  return option
}

function parseWith(
  name: CommandName, command: Command, argv: readonly string[], say: Messages,
  checkOperands: (operands: readonly string[]) => void,
): Invocation {
  let text = ''
  command.configureOutput({ writeOut: (piece) => (text += piece), writeErr: () => undefined })
  try {
    command.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { command: 'show', text }
    throw new ScreenError('usage', error.message)
  }
  const { defaultLexicons, ...others } = command.opts<Given>()
  const given = defaultLexicons === false ? { ...others, defaultLexicons } : others
  checkOperands(command.args)
  checkValues(given, optionsOf(name), say)
  return { command: name, operands: command.args, given }
}

function fault(sentence: string, values: Record<string, string>): never {
  throw new ScreenError('usage', fill(sentence, values))
}

function titles(say: Messages): Readonly<Record<string, string>> {
  return { 'Usage:': say.cli.usage, 'Arguments:': say.cli.arguments, 'Options:': say.cli.options }
}

function helpAfter(say: Messages): string {
  const { cli, examples, exits } = say
  return [
    '', cli.commands, ...commandLines(say),
    '', cli.examples, ...EXAMPLES.flatMap(([line, sentence]) => [`  ${line}`, `      ${examples[sentence]}`]),
    '', cli.exitCodes, ...Object.entries(exits).map(([status, sentence]) => `  ${status.padEnd(3)}  ${sentence}`),
  ].join('\n')
}
