import {
  firstWords, PROGRAM, SHORT_NAME, type CommandCompletion, type OptionCompletion,
} from './command-completions.js'

/** A completion script for fish 3 and later. */
export function fishCompletion(commands: readonly CommandCompletion[]): string {
  const subcommands = commands.filter(({ words }) => words.length > 0)
  return [
    'function __secrecy_screen_is',
    '    set -l words (commandline -opc)[2..]',
    '    test (count $argv) -le (count $words); or return 1',
    '    for i in (seq (count $argv))',
    '        test "$argv[$i]" = "$words[$i]"; or return 1',
    '    end',
    'end',
    'function __secrecy_screen_at',
    '    test (count (commandline -opc)) -eq (math (count $argv) + 1); and __secrecy_screen_is $argv',
    'end',
    'function __secrecy_screen_plain',
    ...firstWords(subcommands).map(([word]) => `    __secrecy_screen_is ${word}; and return 1`),
    '    return 0',
    'end',
    `set -l names ${PROGRAM}`,
    `string match -q '*${PROGRAM}*' (realpath (command -v ${SHORT_NAME} 2>/dev/null; or echo /) 2>/dev/null)`
      + `; and set -a names ${SHORT_NAME}`,
    'for name in $names',
    ...firstWords(subcommands).map(([word, description]) =>
      `    complete -c $name -n '__secrecy_screen_at' -a ${word} -d ${quote(description)}`),
    ...subcommands.filter(({ words }) => words.length === 2).map(({ words, description }) =>
      `    complete -c $name -f -n '__secrecy_screen_at ${words[0]}' -a ${words[1]} -d ${quote(description)}`),
    ...commands.flatMap((command) => command.options.map((option) => `    ${optionLine(command, option)}`)),
    ...subcommands.flatMap(operandLines),
    'end',
    '',
  ].join('\n')
}

function optionLine(command: CommandCompletion, { flag, value, description }: OptionCompletion): string {
  const takes = value === 'none' ? ''
    : value === 'file' ? ' -rF'
    : value === 'other' ? ' -x'
    : ` -xa ${quote(value.join(' '))}`
  return `complete -c $name -n ${quote(when(command))} -l ${flag.slice(2)}${takes} -d ${quote(description)}`
}

function operandLines(command: CommandCompletion): string[] {
  if (command.operands === 'files') return []
  const choices = command.operands === 'none' ? '' : ` -a ${quote(command.operands.join(' '))}`
  return [`    complete -c $name -f -n ${quote(when(command))}${choices}`]
}

function when({ words }: CommandCompletion): string {
  return words.length === 0 ? '__secrecy_screen_plain' : `__secrecy_screen_is ${words.join(' ')}`
}

function quote(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, '\\\'')}'`
}
