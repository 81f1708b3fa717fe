import { Argument, Command, CommanderError, Option } from 'commander'
import { ScreenError } from '../model/index.js'
import { fill, width, wrap, type Messages } from '../report/index.js'
import { COMMANDS, optionsOf, type CommandName, type Given, type OptionSpec } from './options.js'
import { checkValues } from './settings.js'
import { version } from './version.js'

/** What the user wants done. */
export type Invocation =
  | { readonly command: CommandName; readonly operands: readonly string[]; readonly given: Given }
  /** Help or version: the text to be printed. */
  | { readonly command: 'show'; readonly text: string }

/** Reads the command line. @throws ScreenError `usage` */
export function parse(argv: readonly string[], say: Messages, columns: number): Invocation {
  if (argv[0] === 'lexicon') return parseLexicon(argv.slice(1), say, columns)
  if (argv[0] === 'git' || argv[0] === 'waive') return parseTool(argv[0], argv.slice(1), say, columns)
  if (argv[0] === 'hook') return parseHook(argv.slice(1), say, columns)
  if (argv[0] === 'explain') return parseTool('explain', argv.slice(1), say, columns)
  const command = createCommand('screen', 'screen', say, columns)
    .description(say.cli.description)
    .usage('[options] <path...>')
    .addArgument(new Argument('[path...]', say.cli.pathsArgument))
    .version(version(), '--version', say.options.version)
    .addHelpText('after', helpAfter(say))
  return parseWith('screen', command, argv, say, (paths) => {
    if (paths.length === 0) throw new ScreenError('usage', say.cli.noPaths)
  })
}

function parseLexicon([verb, ...rest]: readonly string[], say: Messages, columns: number): Invocation {
  if (verb === undefined || verb === '--help' || verb === '-h' || verb.startsWith('--lang')) {
    return { command: 'show', text: `${[say.cli.commands, ...commandLines(say, (name) => name.startsWith('lexicon'))].join('\n')}\n` }
  }
  const name = COMMANDS.find((command): command is ToolName => command === `lexicon ${verb}`)
  if (!name) throw new ScreenError('usage', fill(say.cli.unknownCommand, { name: `lexicon ${verb}` }))
  return parseTool(name, rest, say, columns)
}

function parseHook([verb = '', ...rest]: readonly string[], say: Messages, columns: number): Invocation {
  if (verb === 'install' || verb === 'print') return parseTool(`hook ${verb}`, rest, say, columns)
  if (verb !== '' && verb !== '--help' && verb !== '-h') throw new ScreenError('usage', fill(say.cli.unknownCommand, { name: `hook ${verb}` }))
  return { command: 'show', text: `${[say.cli.commands, ...commandLines(say, (name) => name.startsWith('hook'))].join('\n')}\n` }
}

type ToolName = Exclude<CommandName, 'screen'>

/** What each command works on, and how many of them it takes. */
const OPERANDS: Readonly<Record<ToolName, { readonly usage: string; readonly least: number; readonly most: number }>> = {
  'lexicon check': { usage: '[file...]', least: 0, most: Infinity },
  'lexicon list': { usage: '', least: 0, most: 0 },
  'lexicon show': { usage: '<id>', least: 1, most: 1 },
  'lexicon stats': { usage: '<path...>', least: 1, most: Infinity },
  'lexicon diff': { usage: '<old> <new>', least: 2, most: 2 },
  'lexicon import': { usage: '<file>', least: 1, most: 1 },
  'explain': { usage: '<rule|fingerprint> [file]', least: 1, most: 2 },
  'git': { usage: '--staged|--range <a..b>|--history', least: 0, most: 0 },
  'hook install': { usage: '', least: 0, most: 0 },
  'hook print': { usage: '', least: 0, most: 0 },
  'waive': { usage: '<fingerprint>', least: 1, most: 1 },
}

function parseTool(name: ToolName, argv: readonly string[], say: Messages, columns: number): Invocation {
  const { usage, least, most } = OPERANDS[name]
  const command = createCommand(`screen ${name}`, name, say, columns)
    .description(say.tools[name])
    .usage(['[options]', usage].join(' ').trim())
    .argument('[operands...]', say.operands[name])
  return parseWith(name, command, argv, say, (operands) => {
    if (operands.length >= least && operands.length <= most) return
    throw new ScreenError('usage', fill(say.cli.wrongOperands, { usage: `screen ${name} [options] ${usage}`.trim() }))
  })
}

/** A command with what it is for, one after the other, for the help. */
function commandLines(say: Messages, wanted: (name: ToolName) => boolean = () => true): string[] {
  const names = Object.keys(OPERANDS) as ToolName[]
  return names.filter(wanted).flatMap((name) => [`  screen ${name} ${OPERANDS[name].usage}`.trimEnd(), `      ${say.tools[name]}`])
}

function createCommand(name: string, of: CommandName, say: Messages, columns: number): Command {
  const command = new Command(name).helpOption('-h, --help', say.options.help).exitOverride()
  for (const spec of optionsOf(of)) command.addOption(optionOf(spec, say))
  command.configureHelp({
    displayWidth: width,
    helpWidth: Math.min(Math.max(columns, 60), 100),
    boxWrap: (text, wide) => wrap(text, wide).join('\n'),
    styleTitle: (title) => titles(say)[title] ?? title,
    optionDescription: (option) => option.description,
    argumentTerm: (argument) => (argument.name() === 'operands' ? OPERANDS[of as ToolName].usage : argument.name()),
    visibleArguments: (shown) => (of !== 'screen' && OPERANDS[of].most === 0 ? [] : [...shown.registeredArguments]),
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
  if (spec.repeated) option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
  return option
}

function parseWith(
  name: CommandName, command: Command, argv: readonly string[], say: Messages, checkOperands: (operands: readonly string[]) => void,
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
  const shown = [
    ['screen report.docx', examples.one],
    ['screen --format json --output report.json documents/', examples.folder],
    ['screen --stdin-name notice.html - < notice.html', examples.stdin],
    ['screen --lexicon ours.yaml --fail-on block documents/', examples.lexicon],
    ['screen lexicon check ours.yaml', examples.check],
  ] as const
  return [
    '', cli.commands, ...commandLines(say),
    '', cli.examples, ...shown.flatMap(([line, sentence]) => [`  ${line}`, `      ${sentence}`]),
    '', cli.exitCodes, ...Object.entries(exits).map(([status, sentence]) => `  ${status.padEnd(3)}  ${sentence}`),
  ].join('\n')
}
