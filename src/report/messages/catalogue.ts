import type { ErrorMessages } from './errors-catalogue.js'
import type { FormMessages } from './form-catalogue.js'
import type { ToolMessages } from './tool-catalogue.js'
import type {
  Category, Disposition, PartKind, ReasonCode, RemarkCode, Severity, Verdict, Visibility,
} from '../../model/index.js'
import type { GapMessages } from './gap-catalogue.js'
import type { LedgerMessages } from './ledger-catalogue.js'
import type { OutputMessages } from './output-catalogue.js'
import type { QueueMessages } from './queue-catalogue.js'

/** The sentences of the reports, by code; the types leave none out. A sentence may hold `{names}` of values. */
export interface ReportMessages extends GapMessages {
  readonly verdicts: Readonly<Record<Verdict, string>>
  /** What a verdict means, in one sentence. */
  readonly verdictMeaning: Readonly<Record<Verdict, string>>
  readonly severities: Readonly<Record<Severity, string>>
  readonly categories: Readonly<Record<Category, string>>
  /** The disposition and what it asks for. */
  readonly dispositions: Readonly<Record<Disposition, string>>
  readonly parts: Readonly<Record<PartKind, string>>
  readonly visibilities: Readonly<Record<Visibility, string>>
  readonly reasons: Readonly<Record<ReasonCode, string>>
  readonly remarks: Readonly<Record<RemarkCode, string>>
  readonly report: Readonly<Record<ReportSentence, string>>
  readonly columns: OutputMessages['columns']
  readonly page: OutputMessages['page']
}

/** Every sentence of the program. */
export interface Messages
  extends ReportMessages, ErrorMessages, LedgerMessages, ToolMessages, FormMessages, QueueMessages {
  readonly change: OutputMessages['change']
  readonly cli: Readonly<Record<CliSentence, string>>
  readonly options: Readonly<Record<OptionSentence, string>>
  readonly examples: Readonly<Record<ExampleSentence, string>>
  readonly exits: Readonly<Record<'0' | '1' | '2' | '3' | '4' | '130', string>>
}

export type ReportSentence =
  | 'findings' | 'gaps' | 'suppressed' | 'remarks' | 'advice'
  | 'page' | 'paragraph' | 'line' | 'column' | 'sheet' | 'cell'
  | 'match' | 'basis' | 'reasons' | 'disposition' | 'fingerprint' | 'rule'
  | 'waiver' | 'waiverUntil' | 'waiverLabel' | 'whole' | 'bytes' | 'separator' | 'list'
  | 'documentClear' | 'summary' | 'more' | 'summaryDocuments' | 'ruleset' | 'noDocuments' | 'hiddenSuppressed' | 'allowIncomplete'
  | 'stateSecretAdvice' | 'blockAdvice' | 'reviewAdvice' | 'incompleteAdvice'

export type CliSentence =
  | 'description' | 'usage' | 'arguments' | 'options' | 'commands' | 'examples' | 'exitCodes'
  | 'pathsArgument'
  | 'lexiconCheckGood' | 'lexiconCheckBad'
  | 'fault' | 'internal' | 'interrupted'
  | 'choices' | 'default'

export type OptionSentence =
  | 'ahead' | 'drain' | 'drainCollect' | 'collectLedger'
  | 'ledger' | 'progress' | 'verdict' | 'rule' | 'inPath' | 'since' | 'before' | 'entryHistory' | 'ledgerFormat' | 'head'
  | 'watchFormat' | 'ledgerKey'
  | 'record' | 'operator' | 'template' | 'signOff' | 'summary' | 'formLedger' | 'month'
  | 'format' | 'output' | 'reveal' | 'lexicon' | 'noDefaultLexicons' | 'failOn' | 'allowIncomplete' | 'lang' | 'jobs'
  | 'staged' | 'range' | 'history' | 'changedLines' | 'reason' | 'approver' | 'until'
  | 'config' | 'requireSigned' | 'toolFormat' | 'revealTool' | 'top' | 'id' | 'title' | 'owner' | 'source' | 'basis' | 'category' | 'severity' | 'sensitive'
  | 'showSuppressed' | 'waivers' | 'key' | 'segmenter' | 'ocr' | 'queue' | 'stdinName' | 'version' | 'help'

export type ExampleSentence = 'one' | 'folder' | 'stdin' | 'lexicon' | 'check'
