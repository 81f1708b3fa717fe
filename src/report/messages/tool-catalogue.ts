/** What the commands beside `screen` itself say. */
export interface ToolMessages {
  /** What each command does. */
  readonly tools: Readonly<Record<ToolSentence, string>>
  /** What each command works on. */
  readonly operands: Readonly<Record<ToolSentence, string>>
  readonly lexicon: Readonly<Record<LexiconSentence, string>>
  readonly explain: Readonly<Record<ExplainSentence, string>>
  readonly doctor: DoctorMessages
  readonly man: ManMessages
}

export type ToolSentence =
  | 'enqueue' | 'work' | 'collect'
  | 'watch' | 'ledger show' | 'ledger query' | 'ledger export' | 'ledger verify'
  | 'lexicon check' | 'lexicon list' | 'lexicon show' | 'lexicon stats' | 'lexicon diff' | 'lexicon import' | 'explain'
  | 'form' | 'verify' | 'git' | 'hook install' | 'hook print' | 'waive' | 'doctor' | 'completion'

export type LexiconSentence =
  | 'id' | 'version' | 'owner' | 'rules' | 'terms' | 'source' | 'file' | 'title' | 'layer' | 'overrides' | 'total'
  | 'rule' | 'term' | 'category' | 'severity' | 'level' | 'basis' | 'disposition' | 'finds' | 'mustHit' | 'mustMiss'
  | 'lexicon' | 'except' | 'near' | 'valid' | 'sensitive' | 'documents' | 'suppressed' | 'statsSummary'
  | 'statsQuiet' | 'statsBounded' | 'same' | 'added' | 'removed' | 'changed' | 'addedTerms' | 'removedTerms'
  | 'importFolded' | 'importShort' | 'importTold' | 'disabledBy' | 'loweredBy' | 'changedBy'

export type ExplainSentence =
  | 'unread' | 'finding' | 'suppressed' | 'normalised' | 'words' | 'noWords' | 'cuts' | 'uncut' | 'signsFor'
  | 'signsAgainst' | 'facts' | 'none'

/** What `screen doctor` looks at. */
export type DoctorCheck =
  | 'node' | 'machine' | 'configuration' | 'lexicons' | 'waivers' | 'word-edges' | 'nodejieba' | 'documents' | 'pdf-fonts' | 'pictures'
  | 'archives' | 'ledger' | 'queue' | 'object-store' | 'queue-server'

export interface DoctorMessages {
  readonly checks: Readonly<Record<DoctorCheck, string>>
  /** What to do where it does not work; those that cannot fail without an error of their own have none. */
  readonly mend: Readonly<Record<Exclude<DoctorCheck, 'machine' | 'configuration' | 'lexicons' | 'waivers'>, string>>
  readonly machine: string
  readonly noConfiguration: string
  readonly lexicons: string
  readonly waivers: string
  readonly withKey: string
  readonly withoutKey: string
  readonly well: string
  readonly unwell: string
}

/** The manual page: its headings, and what it says that the tables do not. */
export interface ManMessages {
  readonly name: string
  readonly synopsis: string
  readonly description: string
  readonly options: string
  readonly commands: string
  readonly exits: string
  readonly files: string
  readonly environment: string
  readonly examples: string
  readonly about: string
  readonly names: string
  readonly eachFile: Readonly<Record<'.screen.yaml' | '.screen-waivers.yaml' | '.screen-key', string>>
  readonly noColor: string
  readonly language: string
}
