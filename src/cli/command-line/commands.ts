/** The syntax of one command. */
export interface CommandSpec {
  /** Its operands as the usage line shows them; empty when it takes none. */
  readonly operands: string
  readonly minOperands: number
  readonly maxOperands: number
}

/**
 * Every command, under the words typed after `screen`; the first is `screen` itself. The parser, the help, the shell
 * completions and the manual page are built from this table. `commands/load.ts` says which module runs each command.
 */
export const COMMANDS = {
  'screen': { operands: '<path...>', minOperands: 1, maxOperands: Infinity },
  'git': { operands: '--staged|--range <a..b>|--history', minOperands: 0, maxOperands: 0 },
  'hook install': { operands: '', minOperands: 0, maxOperands: 0 },
  'hook print': { operands: '', minOperands: 0, maxOperands: 0 },
  'waive': { operands: '<fingerprint>', minOperands: 1, maxOperands: 1 },
  'explain': { operands: '<rule|fingerprint|file> [file]', minOperands: 1, maxOperands: 2 },
  'read': { operands: '<file>', minOperands: 1, maxOperands: 1 },
  'doctor': { operands: '', minOperands: 0, maxOperands: 0 },
  'completion': { operands: 'bash|zsh|fish', minOperands: 1, maxOperands: 1 },
  'form': { operands: '[file]', minOperands: 0, maxOperands: 1 },
  'verify': { operands: '<file...>', minOperands: 1, maxOperands: Infinity },
  'watch': { operands: '<path...>', minOperands: 1, maxOperands: Infinity },
  'enqueue': { operands: '<path...>', minOperands: 1, maxOperands: Infinity },
  'work': { operands: '', minOperands: 0, maxOperands: 0 },
  'collect': { operands: '', minOperands: 0, maxOperands: 0 },
  'ledger show': { operands: '<file>', minOperands: 1, maxOperands: 1 },
  'ledger query': { operands: '<file>', minOperands: 1, maxOperands: 1 },
  'ledger export': { operands: '<file>', minOperands: 1, maxOperands: 1 },
  'ledger verify': { operands: '<file>', minOperands: 1, maxOperands: 1 },
  'policy show': { operands: '', minOperands: 0, maxOperands: 0 },
  'lexicon check': { operands: '[file...]', minOperands: 0, maxOperands: Infinity },
  'lexicon list': { operands: '', minOperands: 0, maxOperands: 0 },
  'lexicon show': { operands: '<id>', minOperands: 1, maxOperands: 1 },
  'lexicon stats': { operands: '<path...>', minOperands: 1, maxOperands: Infinity },
  'lexicon try': { operands: '<sentence|->', minOperands: 1, maxOperands: 1 },
  'lexicon diff': { operands: '<old> <new>', minOperands: 2, maxOperands: 2 },
  'lexicon import': { operands: '<file>', minOperands: 1, maxOperands: 1 },
} as const satisfies Record<string, CommandSpec>

export type CommandName = keyof typeof COMMANDS

/** Every command but `screen` itself, whose help is the help of the program. */
export type SubcommandName = Exclude<CommandName, 'screen'>

/** The names in the order of the table. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

/** `COMMAND_NAMES` without `screen`. */
export const SUBCOMMAND_NAMES = COMMAND_NAMES.filter((name): name is SubcommandName => name !== 'screen')

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

/** Whether `word` is the first word of two-word commands: `lexicon`, `hook`, `ledger`. */
export function isCommandGroup(word: string): boolean {
  return COMMAND_NAMES.some((name) => name.startsWith(`${word} `))
}
