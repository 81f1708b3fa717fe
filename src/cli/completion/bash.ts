import { firstWords, PROGRAM, SHORT_NAME, type CommandCompletion } from './command-completions.js'

/** A completion function for bash 4 and later, to be sourced. */
export function bashCompletion(commands: readonly CommandCompletion[]): string {
  const subcommands = commands.filter(({ words }) => words.length > 0)
  const pairs = subcommands.filter(({ words }) => words.length === 2).map(commandKey)
  const singles = subcommands.filter(({ words }) => words.length === 1).map(commandKey)
  return [
    '_secrecy_screen() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command=screen first=1',
    '  local one="${COMP_WORDS[1]}" two="${COMP_WORDS[1]} ${COMP_WORDS[2]}"',
    '  COMPREPLY=()',
    `  case "$two" in ${pairs.map(quote).join(' | ')}) command="$two"; first=3 ;; esac`,
    `  [ "$first" = 3 ] || case "$one" in ${singles.map(quote).join(' | ')}) command="$one"; first=2 ;; esac`,
    '  [ "$COMP_CWORD" -ge "$first" ] || { command=screen; first=1; }',
    '  case "$command:$previous" in',
    ...commands.flatMap(valueCases),
    '  esac',
    '  case "$current" in -*)',
    '    case "$command" in',
    ...commands.map((command) =>
      `      ${quote(commandKey(command))}) ${reply(command.options.map(({ flag }) => flag))} ;;`),
    '    esac',
    '    return ;;',
    '  esac',
    `  [ "$COMP_CWORD" = 1 ] && ${reply(firstWords(subcommands).map(([word]) => word))}`,
    ...groupsOf(subcommands).map(([group, verbs]) =>
      `  [ "$COMP_CWORD" = 2 ] && [ "$one" = ${group} ] && { ${reply(verbs)}; return; }`),
    '  case "$command" in',
    ...commands.map((command) => `    ${quote(commandKey(command))}) ${operandReply(command)} ;;`),
    '  esac',
    '}',
    `complete -o filenames -F _secrecy_screen ${PROGRAM}`,
    `case "$(readlink -f "$(command -v ${SHORT_NAME})" 2>/dev/null)" in`,
    `  *${PROGRAM}*) complete -o filenames -F _secrecy_screen ${SHORT_NAME} ;;`,
    'esac',
    '',
  ].join('\n')
}

function commandKey({ words }: CommandCompletion): string {
  return words.length === 0 ? 'screen' : words.join(' ')
}

/** The first words of the two-word commands, each with its second words. */
function groupsOf(commands: readonly CommandCompletion[]): [group: string, verbs: string[]][] {
  const pairs = commands.filter(({ words }) => words.length === 2)
  const groups = [...new Set(pairs.map(({ words }) => words[0]!))]
  return groups.map((group) => [group, pairs.filter(({ words }) => words[0] === group).map(({ words }) => words[1]!)])
}

function valueCases(command: CommandCompletion): string[] {
  return command.options.flatMap(({ flag, value }) => {
    if (value === 'none') return []
    const answer = value === 'file' ? FILES : value === 'other' ? ':' : reply(value)
    return [`    ${quote(`${commandKey(command)}:${flag}`)}) ${answer}; return ;;`]
  })
}

function operandReply({ operands }: CommandCompletion): string {
  if (operands === 'none') return ':'
  return operands === 'files' ? FILES : reply(operands)
}

/** Reads one candidate per line, because file names may contain spaces. */
const FILES = 'mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")'

function reply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W ${quote(words.join(' '))} -- "$current"))`
}

function quote(text: string): string {
  return `'${text}'`
}
