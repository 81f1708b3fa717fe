import type { HelpConfiguration } from 'commander'
import { fill, type Messages } from '../../report/messages/index.js'
import { width, wrap } from '../../report/text/index.js'
import { COMMANDS, SUBCOMMAND_NAMES, type CommandName, type SubcommandName } from './commands.js'
import { EXAMPLES } from './examples.js'
import type { OptionSpec } from './options.js'

/** The commands that begin with `group`, each with what it does. */
export function groupHelp(group: string, messages: Messages): string {
  const names = SUBCOMMAND_NAMES.filter((name) => name.startsWith(`${group} `))
  return `${[messages.cli.commands, ...commandLines(names, messages)].join('\n')}\n`
}

/** The part of `screen --help` below the options: commands, examples, exit statuses. */
export function helpAfterOptions(messages: Messages): string {
  const { cli, examples, exits } = messages
  return [
    '', cli.commands, ...commandLines(SUBCOMMAND_NAMES, messages),
    '', cli.examples, ...EXAMPLES.flatMap(([line, sentence]) => [`  ${line}`, `      ${examples[sentence]}`]),
    '', cli.exitCodes, ...Object.entries(exits).map(([status, sentence]) => `  ${status.padEnd(3)}  ${sentence}`),
  ].join('\n')
}

function commandLines(names: readonly SubcommandName[], messages: Messages): string[] {
  return names.flatMap((name) => [
    `  screen ${name} ${COMMANDS[name].operands}`.trimEnd(),
    `      ${messages.commands[name]}`,
  ])
}

/** The sentence of an option, then its choices and its default in brackets. */
export function optionHelp({ name, choices, default: defaultValue }: OptionSpec, messages: Messages): string {
  const details = [
    ...(choices ? [fill(messages.cli.choices, { choices: choices.join(', ') })] : []),
    ...(defaultValue ? [fill(messages.cli.default, { value: defaultValue })] : []),
  ]
  return messages.options[name] + (details.length > 0 ? ` (${details.join('; ')})` : '')
}

/** Help in the language of the messages, with Chinese characters two columns wide. */
export function helpLayout(name: CommandName, messages: Messages, terminalColumns: number): HelpConfiguration {
  const { operands, maxOperands } = COMMANDS[name]
  const titles: Readonly<Record<string, string>> =
    { 'Usage:': messages.cli.usage, 'Arguments:': messages.cli.arguments, 'Options:': messages.cli.options }
  return {
    displayWidth: width,
    helpWidth: Math.min(Math.max(terminalColumns, 60), 100),
    boxWrap: (text, columns) => wrap(text, columns).join('\n'),
    styleTitle: (title) => titles[title] ?? title,
    optionDescription: (option) => option.description,
    argumentTerm: () => operands,
    visibleArguments: (command) => (maxOperands === 0 ? [] : [...command.registeredArguments]),
  }
}
