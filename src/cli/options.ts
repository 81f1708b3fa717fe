import { CATEGORIES, SEVERITIES, VERDICTS } from '../model/index.js'
import { OCR_MODES } from '../read/picture-reader.js'
import { LANGUAGES, type OptionSentence } from '../report/index.js'
import { COMMAND_NAMES, type CommandName } from './commands.js'

/** The forms a report can have. */
export const FORMATS = ['terminal', 'json', 'jsonl', 'sarif', 'junit', 'csv', 'github', 'gitlab', 'html'] as const
export type Format = (typeof FORMATS)[number]

/** What `--segmenter` takes. */
export const SEGMENTER_CHOICES = ['auto', 'nodejieba', 'none'] as const

/** The forms a ledger is exported in. */
export const LEDGER_FORMATS = ['jsonl', 'json', 'csv'] as const

/** The forms in which `screen watch` tells what comes. */
export const WATCH_FORMATS = ['terminal', 'jsonl'] as const

/** The forms the answers of the other commands can have. */
export const TOOL_FORMATS = ['terminal', 'json'] as const

/** One option. The parser, the help and the checks of values all come from here. */
export interface OptionSpec {
  /** Under what the parser hands it over, and the key of its sentence. */
  readonly name: OptionSentence
  /** As commander takes them. */
  readonly flags: string
  /** The commands that have it. */
  readonly of: readonly CommandName[]
  readonly choices?: readonly string[]
  readonly default?: string
  /** May be given more than once; its values are gathered. */
  readonly repeated?: true
  /** A whole number from 1 to this. */
  readonly most?: number
}

const SCREEN = ['screen', 'git'] as const
/** Commands that show things: their answers have forms. */
const TOLD = ['doctor', 'lexicon list', 'lexicon show', 'lexicon stats', 'lexicon diff', 'explain', 'verify'] as const
/** Commands that work with the lexicons in force: the shipped ones, the configuration's and those named. */
const IN_FORCE = [
  ...SCREEN, 'watch', 'enqueue', 'work', 'form', 'verify', 'doctor',
  'lexicon list', 'lexicon show', 'lexicon stats', 'explain',
] as const
const ALL = COMMAND_NAMES
/** Commands that work with a queue. */
const QUEUED = ['enqueue', 'work', 'collect'] as const

/** Commands that look for documents in a ledger. */
const LOOKED_UP = ['ledger query', 'ledger export'] as const

export const OPTIONS: readonly OptionSpec[] = [
  { name: 'format', flags: '--format <name>', of: [...SCREEN, 'collect'], choices: FORMATS, default: 'terminal' },
  { name: 'toolFormat', flags: '--format <name>', of: TOLD, choices: TOOL_FORMATS, default: 'terminal' },
  { name: 'output', flags: '-o, --output <file>', of: [...SCREEN, 'collect', 'ledger export', 'form'] },
  { name: 'ledger', flags: '--ledger <file>', of: ['screen', 'watch'] },
  { name: 'collectLedger', flags: '--ledger <file>', of: ['collect'] },
  { name: 'progress', flags: '--progress', of: ['screen', 'work', 'collect'] },
  { name: 'ledgerFormat', flags: '--format <name>', of: ['ledger export'], choices: LEDGER_FORMATS, default: 'jsonl' },
  { name: 'watchFormat', flags: '--format <name>', of: ['watch'], choices: WATCH_FORMATS, default: 'terminal' },
  { name: 'verdict', flags: '--verdict <name>', of: LOOKED_UP, choices: VERDICTS, repeated: true },
  { name: 'rule', flags: '--rule <id>', of: LOOKED_UP },
  { name: 'inPath', flags: '--path <text>', of: LOOKED_UP },
  { name: 'since', flags: '--since <day>', of: LOOKED_UP },
  { name: 'before', flags: '--before <day>', of: LOOKED_UP },
  { name: 'entryHistory', flags: '--history', of: LOOKED_UP },
  { name: 'head', flags: '--head <hash>', of: ['ledger verify'] },
  { name: 'ledgerKey', flags: '--key <file>', of: ['ledger verify'] },
  { name: 'record', flags: '--record <folder>', of: [...SCREEN, 'verify'] },
  { name: 'operator', flags: '--operator <name>', of: SCREEN },
  { name: 'template', flags: '--template <file>', of: ['form'] },
  { name: 'signOff', flags: '--sign-off <name>', of: ['form'], repeated: true },
  { name: 'summary', flags: '--summary', of: ['form'] },
  { name: 'formLedger', flags: '--ledger <file>', of: ['form'] },
  { name: 'month', flags: '--month <month>', of: ['form'] },
  { name: 'reveal', flags: '--reveal', of: SCREEN },
  { name: 'revealTool', flags: '--reveal', of: ['lexicon show', 'lexicon stats', 'lexicon diff', 'explain'] },
  { name: 'lexicon', flags: '--lexicon <file>', of: IN_FORCE, repeated: true },
  { name: 'requireSigned', flags: '--require-signed <file>', of: [...IN_FORCE, 'lexicon check'] },
  { name: 'noDefaultLexicons', flags: '--no-default-lexicons', of: [...IN_FORCE, 'lexicon check'] },
  {
    name: 'failOn', flags: '--fail-on <severity>',
    of: [...SCREEN, 'watch', 'form', 'collect'], choices: SEVERITIES, default: 'review',
  },
  { name: 'allowIncomplete', flags: '--allow-incomplete', of: [...SCREEN, 'watch', 'form', 'collect'] },
  { name: 'showSuppressed', flags: '--show-suppressed', of: [...SCREEN, 'watch', 'collect'] },
  { name: 'lang', flags: '--lang <language>', of: ALL, choices: LANGUAGES, default: 'zh-CN' },
  { name: 'jobs', flags: '--jobs <n>', of: [...SCREEN, 'watch', 'work', 'lexicon stats'], most: 256 },
  {
    name: 'waivers', flags: '--waivers <file>',
    of: [...SCREEN, 'watch', 'enqueue', 'work', 'form', 'waive', 'doctor'],
  },
  { name: 'key', flags: '--key <file>', of: [...SCREEN, 'watch', ...QUEUED, 'form', 'explain', 'doctor'] },
  {
    name: 'segmenter', flags: '--segmenter <name>',
    of: [...SCREEN, 'watch', 'enqueue', 'work', 'form', 'lexicon check', 'lexicon stats', 'explain'],
    choices: SEGMENTER_CHOICES, default: 'auto',
  },
  {
    name: 'ocr', flags: '--ocr <mode>',
    of: [...SCREEN, 'watch', 'enqueue', 'work', 'form', 'lexicon stats', 'explain'],
    choices: OCR_MODES, default: 'auto',
  },
  { name: 'queue', flags: '--queue <url>', of: ['doctor', ...QUEUED] },
  { name: 'ahead', flags: '--ahead <n>', of: ['enqueue'], most: 999_999, default: '100000' },
  { name: 'drain', flags: '--drain', of: ['work'] },
  { name: 'drainCollect', flags: '--drain', of: ['collect'] },
  { name: 'stdinName', flags: '--stdin-name <name>', of: ['screen'] },
  { name: 'top', flags: '--top <n>', of: ['lexicon stats'], most: 99_999, default: '20' },
  { name: 'id', flags: '--id <name>', of: ['lexicon import'] },
  { name: 'title', flags: '--title <text>', of: ['lexicon import'] },
  { name: 'owner', flags: '--owner <text>', of: ['lexicon import'] },
  { name: 'source', flags: '--source <text>', of: ['lexicon import'] },
  { name: 'basis', flags: '--basis <text>', of: ['lexicon import'], repeated: true },
  { name: 'category', flags: '--category <name>', of: ['lexicon import'], choices: CATEGORIES, default: 'custom' },
  { name: 'severity', flags: '--severity <name>', of: ['lexicon import'], choices: SEVERITIES, default: 'review' },
  { name: 'sensitive', flags: '--sensitive', of: ['lexicon import'] },
  { name: 'staged', flags: '--staged', of: ['git'] },
  { name: 'range', flags: '--range <a..b>', of: ['git'] },
  { name: 'history', flags: '--history', of: ['git'] },
  { name: 'changedLines', flags: '--changed-lines', of: ['git'] },
  { name: 'reason', flags: '--reason <text>', of: ['waive'] },
  { name: 'approver', flags: '--approver <text>', of: ['waive'] },
  { name: 'until', flags: '--until <day>', of: ['waive'] },
  { name: 'config', flags: '--config <file>', of: [...IN_FORCE, 'collect', 'waive'] },
]

/**
 * The names of an option and what it takes: `-o, --output <file>` is `-o` for short, `--output`, and takes `<file>`.
 */
export interface OptionNames {
  readonly short?: string
  readonly long: string
  readonly argument?: string
}

/** Takes the flags of an option apart. */
export function namesOf({ flags }: Pick<OptionSpec, 'flags'>): OptionNames {
  const [, short, long = '', argument] = /^(?:(-\w), )?(--[\w-]+)(?: (.+))?$/.exec(flags) ?? []
  return { long, ...(short !== undefined && { short }), ...(argument !== undefined && { argument }) }
}

/** The options of one command, in the order of the table. */
export function optionsOf(command: CommandName): readonly OptionSpec[] {
  return OPTIONS.filter((option) => option.of.includes(command))
}

/** What the command line said, as it stands: only what was given is there. */
export interface Given {
  readonly format?: string
  readonly output?: string
  readonly reveal?: true
  readonly progress?: true
  readonly verdict?: readonly string[]
  readonly rule?: string
  readonly path?: string
  readonly since?: string
  readonly before?: string
  readonly head?: string
  readonly record?: string
  readonly operator?: string
  readonly template?: string
  readonly signOff?: readonly string[]
  readonly summary?: true
  readonly ledger?: string
  readonly month?: string
  readonly lexicon?: readonly string[]
  /** Commander's word for `--no-default-lexicons`: false when given. */
  readonly defaultLexicons?: boolean
  readonly failOn?: string
  readonly allowIncomplete?: true
  readonly showSuppressed?: true
  readonly lang?: string
  readonly jobs?: string
  readonly waivers?: string
  readonly key?: string
  readonly requireSigned?: string
  readonly segmenter?: string
  readonly ocr?: string
  readonly queue?: string
  readonly ahead?: string
  readonly drain?: true
  readonly stdinName?: string
  readonly top?: string
  readonly id?: string
  readonly title?: string
  readonly owner?: string
  readonly source?: string
  readonly basis?: readonly string[]
  readonly category?: string
  readonly severity?: string
  readonly sensitive?: true
  readonly staged?: true
  readonly range?: string
  readonly history?: true
  readonly changedLines?: true
  readonly reason?: string
  readonly approver?: string
  readonly until?: string
  readonly config?: string
}
