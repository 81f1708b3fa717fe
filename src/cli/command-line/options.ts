import { CATEGORIES, PART_KINDS, SEVERITIES, VERDICTS, VISIBILITIES } from '../../model/index.js'
import { OCR_MODES } from '../../read/picture-reader.js'
import { LANGUAGES } from '../../report/index.js'
import type { OptionSentence } from '../../report/messages/index.js'
import { FORMATS, LEDGER_FORMATS, READ_FORMATS, SEGMENTER_CHOICES, TOOL_FORMATS, WATCH_FORMATS } from './choices.js'
import { COMMAND_NAMES, type CommandName } from './commands.js'

/** One option of one or more commands. */
export interface OptionSpec {
  /** The key of its sentence in the help. Commands can share a flag and describe it differently. */
  readonly name: OptionSentence
  /** In commander's syntax. */
  readonly flags: string
  readonly commands: readonly CommandName[]
  readonly choices?: readonly string[]
  readonly default?: string
  /** May be given more than once; the values are collected. */
  readonly repeated?: true
  /** Several values may be given at once, separated by commas. Only with `repeated`. */
  readonly list?: true
  /** The value is a whole number from 1 to this. */
  readonly max?: number
}

const SCREENING = ['screen', 'git'] as const
/** Commands that print for people or as JSON. */
const PRINTING = [
  'doctor', 'lexicon list', 'lexicon show', 'lexicon stats', 'lexicon try', 'lexicon diff', 'explain', 'verify',
  'policy show',
] as const
/** Commands that load lexicons: the shipped ones, those of the configuration and those of `--lexicon`. */
const LOADING_LEXICONS = [
  ...SCREENING, 'watch', 'enqueue', 'work', 'form', 'verify', 'doctor',
  'lexicon list', 'lexicon show', 'lexicon stats', 'lexicon try', 'explain', 'policy show',
] as const
/** Commands that open encrypted documents. */
const OPENING = ['screen', 'watch', 'form', 'explain', 'read'] as const
const QUEUE = ['enqueue', 'work', 'collect'] as const
/** Commands that select entries of a ledger. */
const LEDGER_SEARCH = ['ledger query', 'ledger export'] as const

/** Every option. The parser, the checks of values, the help, the completions and the manual page are built from it. */
const OPTIONS: readonly OptionSpec[] = [
  {
    name: 'format', flags: '--format <name>',
    commands: [...SCREENING, 'collect'], choices: FORMATS, default: 'terminal',
  },
  { name: 'toolFormat', flags: '--format <name>', commands: PRINTING, choices: TOOL_FORMATS, default: 'terminal' },
  { name: 'output', flags: '-o, --output <file>', commands: [...SCREENING, 'collect', 'ledger export', 'form'] },
  { name: 'ledger', flags: '--ledger <file>', commands: ['screen', 'watch'] },
  { name: 'collectLedger', flags: '--ledger <file>', commands: ['collect'] },
  { name: 'progress', flags: '--progress', commands: ['screen', 'work', 'collect'] },
  {
    name: 'ledgerFormat', flags: '--format <name>',
    commands: ['ledger export'], choices: LEDGER_FORMATS, default: 'jsonl',
  },
  { name: 'watchFormat', flags: '--format <name>', commands: ['watch'], choices: WATCH_FORMATS, default: 'terminal' },
  { name: 'readFormat', flags: '--format <name>', commands: ['read'], choices: READ_FORMATS, default: 'text' },
  { name: 'kind', flags: '--kind <names>', commands: ['read'], choices: PART_KINDS, repeated: true, list: true },
  {
    name: 'visibility', flags: '--visibility <names>',
    commands: ['read'], choices: VISIBILITIES, repeated: true, list: true,
  },
  { name: 'verdict', flags: '--verdict <name>', commands: LEDGER_SEARCH, choices: VERDICTS, repeated: true },
  { name: 'rule', flags: '--rule <id>', commands: LEDGER_SEARCH },
  { name: 'inPath', flags: '--path <text>', commands: LEDGER_SEARCH },
  { name: 'since', flags: '--since <day>', commands: LEDGER_SEARCH },
  { name: 'before', flags: '--before <day>', commands: LEDGER_SEARCH },
  { name: 'entryHistory', flags: '--history', commands: LEDGER_SEARCH },
  { name: 'head', flags: '--head <hash>', commands: ['ledger verify'] },
  { name: 'ledgerKey', flags: '--key <file>', commands: ['ledger verify'] },
  { name: 'recordKey', flags: '--key <file>', commands: ['verify'] },
  { name: 'record', flags: '--record <folder>', commands: [...SCREENING, 'verify'] },
  { name: 'operator', flags: '--operator <name>', commands: SCREENING },
  { name: 'template', flags: '--template <file>', commands: ['form'] },
  { name: 'signOff', flags: '--sign-off <name>', commands: ['form'], repeated: true },
  { name: 'summary', flags: '--summary', commands: ['form'] },
  { name: 'formLedger', flags: '--ledger <file>', commands: ['form'] },
  { name: 'month', flags: '--month <month>', commands: ['form'] },
  { name: 'reveal', flags: '--reveal', commands: SCREENING },
  { name: 'maskPaths', flags: '--mask-paths', commands: [...SCREENING, 'watch', 'collect'] },
  {
    name: 'revealTool', flags: '--reveal',
    commands: ['lexicon show', 'lexicon stats', 'lexicon try', 'lexicon diff', 'explain', 'read'],
  },
  { name: 'lexicon', flags: '--lexicon <file>', commands: LOADING_LEXICONS, repeated: true },
  { name: 'requireSigned', flags: '--require-signed <file>', commands: [...LOADING_LEXICONS, 'lexicon check'] },
  { name: 'noDefaultLexicons', flags: '--no-default-lexicons', commands: [...LOADING_LEXICONS, 'lexicon check'] },
  {
    name: 'failOn', flags: '--fail-on <severity>',
    commands: [...SCREENING, 'watch', 'form', 'collect', 'policy show'], choices: SEVERITIES, default: 'review',
  },
  { name: 'allowIncomplete', flags: '--allow-incomplete', commands: [...SCREENING, 'watch', 'form', 'collect'] },
  { name: 'showSuppressed', flags: '--show-suppressed', commands: [...SCREENING, 'watch', 'collect'] },
  { name: 'lang', flags: '--lang <language>', commands: COMMAND_NAMES, choices: LANGUAGES, default: 'zh-CN' },
  { name: 'jobs', flags: '--jobs <n>', commands: [...SCREENING, 'watch', 'work', 'lexicon stats'], max: 256 },
  {
    name: 'waivers', flags: '--waivers <file>',
    commands: [...SCREENING, 'watch', 'enqueue', 'work', 'form', 'waive', 'doctor', 'policy show'],
  },
  {
    name: 'key', flags: '--key <file>',
    commands: [...SCREENING, 'watch', ...QUEUE, 'form', 'explain', 'doctor', 'policy show'],
  },
  {
    name: 'segmenter', flags: '--segmenter <name>',
    commands: [
      ...SCREENING, 'watch', 'enqueue', 'work', 'form', 'lexicon check', 'lexicon stats', 'explain', 'policy show',
    ],
    choices: SEGMENTER_CHOICES, default: 'auto',
  },
  {
    name: 'ocr', flags: '--ocr <mode>',
    commands: [...SCREENING, 'watch', 'enqueue', 'work', 'form', 'lexicon stats', 'explain', 'read', 'policy show'],
    choices: OCR_MODES, default: 'auto',
  },
  { name: 'queue', flags: '--queue <url>', commands: ['doctor', ...QUEUE] },
  { name: 'ahead', flags: '--ahead <n>', commands: ['enqueue'], max: 999_999, default: '100000' },
  { name: 'root', flags: '--root <folder>', commands: ['work'] },
  { name: 'drain', flags: '--drain', commands: ['work'] },
  { name: 'drainCollect', flags: '--drain', commands: ['collect'] },
  { name: 'passwordFile', flags: '--password-file <file>', commands: OPENING },
  { name: 'askPassword', flags: '--ask-password', commands: OPENING },
  { name: 'stdinName', flags: '--stdin-name <name>', commands: ['screen'] },
  { name: 'top', flags: '--top <n>', commands: ['lexicon stats'], max: 99_999, default: '20' },
  { name: 'id', flags: '--id <name>', commands: ['lexicon import'] },
  { name: 'title', flags: '--title <text>', commands: ['lexicon import'] },
  { name: 'owner', flags: '--owner <text>', commands: ['lexicon import'] },
  { name: 'source', flags: '--source <text>', commands: ['lexicon import'] },
  { name: 'basis', flags: '--basis <text>', commands: ['lexicon import'], repeated: true },
  {
    name: 'category', flags: '--category <name>',
    commands: ['lexicon import'], choices: CATEGORIES, default: 'custom',
  },
  {
    name: 'severity', flags: '--severity <name>',
    commands: ['lexicon import'], choices: SEVERITIES, default: 'review',
  },
  { name: 'sensitive', flags: '--sensitive', commands: ['lexicon import'] },
  { name: 'staged', flags: '--staged', commands: ['git'] },
  { name: 'range', flags: '--range <a..b>', commands: ['git'] },
  { name: 'history', flags: '--history', commands: ['git'] },
  { name: 'changedLines', flags: '--changed-lines', commands: ['git'] },
  { name: 'reason', flags: '--reason <text>', commands: ['waive'] },
  { name: 'approver', flags: '--approver <text>', commands: ['waive'] },
  { name: 'until', flags: '--until <day>', commands: ['waive'] },
  {
    name: 'policy', flags: '--policy <commit|folder>',
    commands: [...SCREENING, 'watch', 'enqueue', 'work', 'form', 'verify', 'policy show'],
  },
  { name: 'hooksPath', flags: '--hooks-path', commands: ['hook install'] },
  { name: 'acceptPolicy', flags: '--accept-policy <digest>', commands: ['git'] },
  { name: 'config', flags: '--config <file>', commands: [...LOADING_LEXICONS, 'collect', 'waive', 'read'] },
]

/** The parts of `-o, --output <file>`: `-o`, `--output` and `<file>`. */
export interface ParsedFlags {
  readonly short?: string
  readonly long: string
  readonly argument?: string
}

export function parseFlags({ flags }: Pick<OptionSpec, 'flags'>): ParsedFlags {
  const [, short, long = '', argument] = /^(?:(-\w), )?(--[\w-]+)(?: (.+))?$/.exec(flags) ?? []
  return { long, ...(short !== undefined && { short }), ...(argument !== undefined && { argument }) }
}

/** The options of one command, in the order of the table. */
export function optionsOf(command: CommandName): readonly OptionSpec[] {
  return OPTIONS.filter((option) => option.commands.includes(command))
}
