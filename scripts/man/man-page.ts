import { COMMANDS, SUBCOMMAND_NAMES, type CommandName } from '../../src/cli/command-line/commands.js'
import { EXAMPLES } from '../../src/cli/command-line/examples.js'
import { optionsOf, parseFlags } from '../../src/cli/command-line/options.js'
import type { Messages } from '../../src/report/messages/index.js'

/** The manual page in the `man` macros of roff, from the tables that the parser and the help use. */
export function renderManPage(messages: Messages, version: string): string {
  const { man } = messages
  return [
    `.TH SECRECY\\-SCREEN 1 "" "secrecy\\-screen ${version}"`,
    section(man.name), `secrecy\\-screen \\- ${escape(messages.cli.description)}`,
    section(man.synopsis), ...synopsis('screen'), ...SUBCOMMAND_NAMES.flatMap((name) => ['.br', ...synopsis(name)]),
    section(man.description), escape(man.about), '.PP', escape(man.names),
    section(man.options), ...optionLines('screen', messages),
    section(man.commands), ...SUBCOMMAND_NAMES.flatMap((name) => [
      `.SS ${title(name)}`, `${escape(messages.commands[name])}`, ...optionLines(name, messages),
    ]),
    section(man.exits),
    ...Object.entries(messages.exits).flatMap(([status, sentence]) => entry(`.B ${status}`, sentence)),
    section(man.files),
    ...Object.entries(man.eachFile).flatMap(([file, sentence]) => entry(`.I ${escape(file)}`, sentence)),
    section(man.environment),
    ...entry('.B NO_COLOR', man.noColor),
    ...entry('.B SCREEN_KEY_FILE', man.keyFile),
    ...entry('.B CI', man.ci),
    ...entry('.B LC_ALL, LC_MESSAGES, LANG', man.language),
    section(man.examples),
    ...EXAMPLES.flatMap(([line, sentence]) => entry(`.B ${escape(line)}`, messages.examples[sentence])),
    '',
  ].join('\n')
}

function section(name: string): string {
  return `.SH ${name}`
}

function title(name: CommandName): string {
  return `"secrecy\\-screen ${name} ${escape(COMMANDS[name].operands)}"`.replace(/ "$/, '"')
}

function synopsis(name: CommandName): string[] {
  const words = ['.B secrecy\\-screen', ...(name === 'screen' ? [] : [name])].join(' ')
  return [words, escape(`[options] ${COMMANDS[name].operands}`.trim())]
}

function optionLines(name: CommandName, messages: Messages): string[] {
  return optionsOf(name).flatMap(({ name: sentence, choices, default: otherwise, ...spec }) => {
    const { short, long, argument } = parseFlags(spec)
    const before = short === undefined ? '' : `${escape(short)} ", " `
    const after = argument === undefined ? '' : ` " ${escape(argument)}"`
    const head = `.BR ${before}${escape(long)}${after}`
    const values = choices === undefined ? '' : ` (${choices.join(', ')})`
    return entry(head, `${messages.options[sentence]}${values}${otherwise === undefined ? '' : ` [${otherwise}]`}`)
  })
}

function entry(head: string, sentence: string): string[] {
  return ['.TP', head, escape(sentence)]
}

/** Keeps hyphens as typed. A line that starts with a dot or a quote would be read as a request, so it is escaped. */
function escape(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^([.'])/, '\\&$1').replace(/"/g, '\\(dq')
}
