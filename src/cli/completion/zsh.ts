import {
  firstWords, PROGRAM, SHORT_NAME, type CommandCompletion, type OptionCompletion,
} from './command-completions.js'

/** A completion function for zsh, to be sourced or put into the `fpath` as `_secrecy-screen`. */
export function zshCompletion(commands: readonly CommandCompletion[]): string {
  const screen = commands.find(({ words }) => words.length === 0)!
  const subcommands = commands.filter(({ words }) => words.length > 0)
  const groups = [...new Set(subcommands.filter(({ words }) => words.length === 2).map(({ words }) => words[0]!))]
  return [
    `#compdef ${PROGRAM}`,
    '_secrecy_screen() {',
    '  case "$words[2] $words[3]" in',
    ...subcommands.filter(({ words }) => words.length === 2).map((command) => caseOf(command, 4)),
    '  esac',
    '  case "$words[2]" in',
    ...subcommands.filter(({ words }) => words.length === 1).map((command) => caseOf(command, 3)),
    ...groups.map((group) => `    ${group}) (( CURRENT == 3 )) && { ${describe(subcommands, group)}; return } ;;`),
    '  esac',
    `  (( CURRENT == 2 )) && [[ "$words[2]" != -* ]] && { ${describe(subcommands)} }`,
    `  _arguments -s ${argumentsOf(screen).join(' ')}`,
    '}',
    `compdef _secrecy_screen ${PROGRAM}`,
    `[[ "$commands[${SHORT_NAME}]:A" == *${PROGRAM}* ]] && compdef _secrecy_screen ${SHORT_NAME}`,
    '[[ "$funcstack[1]" == _secrecy-screen ]] && _secrecy_screen "$@"',
    'true',
    '',
  ].join('\n')
}

/** Shifts the words of the command away, so that `_arguments` counts operands from one. */
function caseOf(command: CommandCompletion, from: number): string {
  const words = `words=("$words[1]" "\${(@)words[${from},-1]}")`
  const shifted = `(( CURRENT >= ${from} )) && { ${words}; (( CURRENT -= ${from - 2} ))`
  const completed = `_arguments -s ${argumentsOf(command).join(' ')}; return }`
  return `    ${quote(command.words.join(' '))}) ${shifted}; ${completed} ;;`
}

/** Offers the first words of the commands, or the second words of a group, with their descriptions. */
function describe(commands: readonly CommandCompletion[], group?: string): string {
  const candidates = group === undefined
    ? firstWords(commands)
    : commands.filter(({ words }) => words[0] === group)
      .map(({ words, description }) => [words[1]!, description] as const)
  const list = candidates.map(([word, description]) => quote(`${word}:${description.replace(/:/g, '：')}`)).join(' ')
  return `local -a candidates=(${list}); _describe 'command' candidates`
}

function argumentsOf({ options, operands }: CommandCompletion): string[] {
  if (operands === 'none') return options.map(argumentOf)
  const last = operands === 'files' ? '*:file:_files' : `1:choice:(${operands.join(' ')})`
  return [...options.map(argumentOf), quote(last)]
}

function argumentOf({ flag, value, description }: OptionCompletion): string {
  const action = value === 'none' ? ''
    : value === 'file' ? ':file:_files'
    : value === 'other' ? ':value: '
    : `:value:(${value.join(' ')})`
  return quote(`*${flag}[${description.replace(/[[\]\\:]/g, ' ')}]${action}`)
}

function quote(text: string): string {
  return `'${text.replace(/'/g, '\'\\\'\'')}'`
}
