import type { CommandMessages } from './command-catalogue.js'
import type { ErrorMessages } from './errors-catalogue.js'
import type { FormMessages } from './form-catalogue.js'
import type { ToolMessages } from './tool-catalogue.js'
import type {
  Category, Disposition, PartKind, ReasonCode, RemarkCode, Severity, Verdict, Visibility,
} from '../../model/index.js'
import type { GapMessages } from './gap-catalogue.js'
import type { LayoutMessages } from './layout-catalogue.js'
import type { LeftMessages } from './left-catalogue.js'
import type { LedgerMessages } from './ledger-catalogue.js'
import type { OutputMessages } from './output-catalogue.js'
import type { PolicyMessages } from './policy-catalogue.js'
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
export interface Messages extends
  ReportMessages, LeftMessages, LayoutMessages, CommandMessages, ErrorMessages, LedgerMessages, ToolMessages,
  FormMessages, QueueMessages, PolicyMessages {}

export type ReportSentence =
  | 'findings' | 'gaps' | 'suppressed' | 'remarks' | 'advice'
  | 'page' | 'paragraph' | 'line' | 'column' | 'sheet' | 'cell'
  | 'match' | 'basis' | 'reasons' | 'disposition' | 'fingerprint' | 'rule'
  | 'waiver' | 'waiverUntil' | 'waiverLabel' | 'whole' | 'bytes' | 'separator' | 'list'
  | 'documentClear' | 'summary' | 'more' | 'summaryDocuments' | 'ruleset' | 'noDocuments' | 'hiddenSuppressed' | 'allowIncomplete'
  | 'stateSecretAdvice' | 'blockAdvice' | 'reviewAdvice' | 'incompleteAdvice' | 'notFoundAdvice' | 'encryptedAdvice'
  | 'nothingExamined'
