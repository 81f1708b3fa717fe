import type { Messages } from '../../src/report/index.js'
import { COMMANDS, COMMAND_NAMES, type CommandName } from '../../src/cli/command-line/commands.js'
import { EXAMPLES } from '../../src/cli/command-line/examples.js'
import { parseFlags, optionsOf } from '../../src/cli/command-line/options.js'

/** The manual page in the `man` macros of roff, from the tables the parser and the help work by. */
export function manPage(say: Messages, version: string): string {
  const { man } = say
  const tools = COMMAND_NAMES.filter((name) => name !== 'screen')
  return [
    `.TH SECRECY\\-SCREEN 1 "" "secrecy\\-screen ${version}"`,
    section(man.name), `secrecy\\-screen \\- ${escape(say.cli.description)}`,
    section(man.synopsis), ...synopsis('screen'), ...tools.flatMap((name) => ['.br', ...synopsis(name)]),
    section(man.description), escape(man.about), '.PP', escape(man.names),
    section(man.options), ...optionLines('screen', say),
    section(man.commands), ...tools.flatMap((name) => [
      `.SS ${title(name)}`, `${escape(say.tools[name])}`, ...optionLines(name, say),
    ]),
    section(man.exits), ...Object.entries(say.exits).flatMap(([status, sentence]) => entry(`.B ${status}`, sentence)),
    section(man.files),
    ...Object.entries(man.eachFile).flatMap(([file, sentence]) => entry(`.I ${escape(file)}`, sentence)),
    section(man.environment),
    ...entry('.B NO_COLOR', man.noColor),
    ...entry('.B LC_ALL, LC_MESSAGES, LANG', man.language),
    section(man.examples),
    ...EXAMPLES.flatMap(([line, sentence]) => entry(`.B ${escape(line)}`, say.examples[sentence])),
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

function optionLines(name: CommandName, say: Messages): string[] {
  return optionsOf(name).flatMap(({ name: sentence, choices, default: otherwise, ...spec }) => {
    const { short, long, argument } = parseFlags(spec)
    const before = short === undefined ? '' : `${escape(short)} ", " `
    const after = argument === undefined ? '' : ` " ${escape(argument)}"`
    const head = `.BR ${before}${escape(long)}${after}`
    const values = choices === undefined ? '' : ` (${choices.join(', ')})`
    return entry(head, `${say.options[sentence]}${values}${otherwise === undefined ? '' : ` [${otherwise}]`}`)
  })
}

function entry(head: string, sentence: string): string[] {
  return ['.TP', head, escape(sentence)]
}

/** Hyphens are meant as typed; a line that began with a dot or a quote would be taken for a request. */
function escape(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/^([.'])/, '\\&$1').replace(/"/g, '\\(dq')
}
