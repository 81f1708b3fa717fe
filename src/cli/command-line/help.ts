import type { HelpConfiguration } from 'commander'
import { fill, width, wrap, type Messages } from '../../report/index.js'
import { COMMANDS, SUBCOMMAND_NAMES, type CommandName, type SubcommandName } from './commands.js'
import { EXAMPLES } from './examples.js'
import type { OptionSpec } from './options.js'

/** The commands that begin with `group`, each with what it does. */
export function groupHelp(group: string, say: Messages): string {
  const names = SUBCOMMAND_NAMES.filter((name) => name.startsWith(`${group} `))
  return `${[say.cli.commands, ...commandLines(names, say)].join('\n')}\n`
}

/** The part of `screen --help` below the options: commands, examples, exit statuses. */
export function helpAfterOptions(say: Messages): string {
  const { cli, examples, exits } = say
  return [
    '', cli.commands, ...commandLines(SUBCOMMAND_NAMES, say),
    '', cli.examples, ...EXAMPLES.flatMap(([line, sentence]) => [`  ${line}`, `      ${examples[sentence]}`]),
    '', cli.exitCodes, ...Object.entries(exits).map(([status, sentence]) => `  ${status.padEnd(3)}  ${sentence}`),
  ].join('\n')
}

function commandLines(names: readonly SubcommandName[], say: Messages): string[] {
  return names.flatMap((name) => [
    `  screen ${name} ${COMMANDS[name].operands}`.trimEnd(),
    `      ${say.tools[name]}`,
  ])
}

/** The sentence of an option, then its choices and its default in brackets. */
export function optionHelp({ name, choices, default: otherwise }: OptionSpec, say: Messages): string {
  const details = [
    ...(choices ? [fill(say.cli.choices, { choices: choices.join('|') })] : []),
    ...(otherwise ? [fill(say.cli.default, { value: otherwise })] : []),
  ]
  return say.options[name] + (details.length > 0 ? ` (${details.join('; ')})` : '')
}

/** Help in the language of the messages, with Chinese characters two columns wide. */
export function helpLayout(name: CommandName, say: Messages, columns: number): HelpConfiguration {
  const { operands, maxOperands } = COMMANDS[name]
  const titles: Readonly<Record<string, string>> =
    { 'Usage:': say.cli.usage, 'Arguments:': say.cli.arguments, 'Options:': say.cli.options }
  return {
    displayWidth: width,
    helpWidth: Math.min(Math.max(columns, 60), 100),
    boxWrap: (text, wide) => wrap(text, wide).join('\n'),
    styleTitle: (title) => titles[title] ?? title,
    optionDescription: (option) => option.description,
    argumentTerm: () => operands,
    visibleArguments: (command) => (maxOperands === 0 ? [] : [...command.registeredArguments]),
  }
}
