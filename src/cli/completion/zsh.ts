import { firstWords, PROGRAM, SHORT_NAME, type Completable, type CompletableCommand } from './completable.js'

/** Completions for zsh: a function to be sourced, or put into the `fpath` as `_secrecy-screen`. */
export function zshCompletion(commands: readonly CompletableCommand[]): string {
  const own = commands.find(({ words }) => words.length === 0)!
  const named = commands.filter(({ words }) => words.length > 0)
  const groups = [...new Set(named.filter(({ words }) => words.length === 2).map(({ words }) => words[0]!))]
  return [
    `#compdef ${PROGRAM}`,
    '_secrecy_screen() {',
    '  case "$words[2] $words[3]" in',
    ...named.filter(({ words }) => words.length === 2).map((command) => caseOf(command, 4)),
    '  esac',
    '  case "$words[2]" in',
    ...named.filter(({ words }) => words.length === 1).map((command) => caseOf(command, 3)),
    ...groups.map((group) => `    ${group}) (( CURRENT == 3 )) && { ${describe(named, group)}; return } ;;`),
    '  esac',
    `  (( CURRENT == 2 )) && [[ "$words[2]" != -* ]] && { ${describe(named)} }`,
    `  _arguments -s ${argumentsOf(own).join(' ')}`,
    '}',
    `compdef _secrecy_screen ${PROGRAM}`,
    `[[ "$commands[${SHORT_NAME}]:A" == *${PROGRAM}* ]] && compdef _secrecy_screen ${SHORT_NAME}`,
    '[[ "$funcstack[1]" == _secrecy-screen ]] && _secrecy_screen "$@"',
    'true',
    '',
  ].join('\n')
}

/** The words of the command are shifted away, so that `_arguments` counts operands from one. */
function caseOf(command: CompletableCommand, from: number): string {
  const words = `words=("$words[1]" "\${(@)words[${from},-1]}")`
  const shifted = `(( CURRENT >= ${from} )) && { ${words}; (( CURRENT -= ${from - 2} ))`
  const completed = `_arguments -s ${argumentsOf(command).join(' ')}; return }`
  return `    ${quote(command.words.join(' '))}) ${shifted}; ${completed} ;;`
}

/** A list of the first words of the commands, or of the second words of a group, each with its sentence. */
function describe(commands: readonly CompletableCommand[], group?: string): string {
  const candidates = group === undefined
    ? firstWords(commands)
    : commands.filter(({ words }) => words[0] === group).map(({ words, sentence }) => [words[1]!, sentence] as const)
  const list = candidates.map(([word, sentence]) => quote(`${word}:${sentence.replace(/:/g, '：')}`)).join(' ')
  return `local -a candidates=(${list}); _describe 'command' candidates`
}

function argumentsOf({ options, operands }: CompletableCommand): string[] {
  if (operands === 'none') return options.map(argumentOf)
  const last = operands === 'files' ? '*:file:_files' : `1:choice:(${operands.join(' ')})`
  return [...options.map(argumentOf), quote(last)]
}

function argumentOf({ flag, value, sentence }: Completable): string {
  const action = value === 'none' ? ''
    : value === 'file' ? ':file:_files'
    : value === 'other' ? ':value: '
    : `:value:(${value.join(' ')})`
  return quote(`*${flag}[${sentence.replace(/[[\]\\:]/g, ' ')}]${action}`)
}

function quote(text: string): string {
  return `'${text.replace(/'/g, '\'\\\'\'')}'`
}
