import type { CommandAction } from './command-run.js'

/** One command: what it works on, how many of them it takes, and how it is loaded when it is wanted. */
export interface CommandSpec {
  /** As the usage shows it; empty where there is none. */
  readonly operands: string
  readonly least: number
  readonly most: number
  readonly load: () => Promise<CommandAction>
}

/**
 * Every command, as it is typed after `screen`; the first is `screen` itself. The parser and the help come from here.
 */
export const COMMANDS = {
  'screen': {
    operands: '<path...>', least: 1, most: Infinity,
    load: async () => (await import('./commands/screen.js')).screenCommand,
  },
  'git': {
    operands: '--staged|--range <a..b>|--history', least: 0, most: 0,
    load: async () => (await import('./commands/git.js')).gitCommand,
  },
  'hook install': {
    operands: '', least: 0, most: 0, load: async () => (await import('./commands/hook.js')).hookInstall,
  },
  'hook print': { operands: '', least: 0, most: 0, load: async () => (await import('./commands/hook.js')).hookPrint },
  'waive': {
    operands: '<fingerprint>', least: 1, most: 1, load: async () => (await import('./commands/waive.js')).waive,
  },
  'explain': {
    operands: '<rule|fingerprint> [file]', least: 1, most: 2,
    load: async () => (await import('./commands/explain.js')).explain,
  },
  'doctor': { operands: '', least: 0, most: 0, load: async () => (await import('./commands/doctor.js')).doctor },
  'completion': {
    operands: 'bash|zsh|fish', least: 1, most: 1,
    load: async () => (await import('./commands/completion.js')).completion,
  },
  'form': { operands: '[file]', least: 0, most: 1, load: async () => (await import('./commands/form.js')).form },
  'verify': {
    operands: '<file...>', least: 1, most: Infinity, load: async () => (await import('./commands/verify.js')).verify,
  },
  'watch': {
    operands: '<path...>', least: 1, most: Infinity,
    load: async () => (await import('./commands/watch.js')).watchCommand,
  },
  'enqueue': {
    operands: '<path...>', least: 1, most: Infinity,
    load: async () => (await import('./commands/enqueue.js')).enqueueCommand,
  },
  'work': { operands: '', least: 0, most: 0, load: async () => (await import('./commands/work.js')).workCommand },
  'collect': {
    operands: '', least: 0, most: 0, load: async () => (await import('./commands/collect.js')).collectCommand,
  },
  'ledger show': {
    operands: '<file>', least: 1, most: 1, load: async () => (await import('./commands/ledger/show.js')).ledgerShow,
  },
  'ledger query': {
    operands: '<file>', least: 1, most: 1, load: async () => (await import('./commands/ledger/query.js')).ledgerQuery,
  },
  'ledger export': {
    operands: '<file>', least: 1, most: 1, load: async () => (await import('./commands/ledger/export.js')).ledgerExport,
  },
  'ledger verify': {
    operands: '<file>', least: 1, most: 1, load: async () => (await import('./commands/ledger/verify.js')).ledgerVerify,
  },
  'lexicon check': {
    operands: '[file...]', least: 0, most: Infinity,
    load: async () => (await import('./commands/lexicon/check.js')).lexiconCheck,
  },
  'lexicon list': {
    operands: '', least: 0, most: 0,
    load: async () => (await import('./commands/lexicon/list.js')).lexiconList,
  },
  'lexicon show': {
    operands: '<id>', least: 1, most: 1,
    load: async () => (await import('./commands/lexicon/show.js')).lexiconShow,
  },
  'lexicon stats': {
    operands: '<path...>', least: 1, most: Infinity,
    load: async () => (await import('./commands/lexicon/stats.js')).lexiconStats,
  },
  'lexicon diff': {
    operands: '<old> <new>', least: 2, most: 2,
    load: async () => (await import('./commands/lexicon/diff.js')).lexiconDiff,
  },
  'lexicon import': {
    operands: '<file>', least: 1, most: 1,
    load: async () => (await import('./commands/lexicon/import.js')).lexiconImport,
  },
} as const satisfies Record<string, CommandSpec>

export type CommandName = keyof typeof COMMANDS

/** Commands that have a sentence of their own in the help; `screen` itself is what the help is about. */
export type ToolName = Exclude<CommandName, 'screen'>

/** The names, in the order of the table. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

/** Whether `word` is the first of commands of two words: `lexicon`, `hook`. */
export function isGroup(word: string): boolean {
  return COMMAND_NAMES.some((name) => name.startsWith(`${word} `))
}
