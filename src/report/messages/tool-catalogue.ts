/** What the subcommands print. */
export interface ToolMessages {
  readonly lexicon: Readonly<Record<LexiconSentence, string>>
  readonly explain: Readonly<Record<ExplainSentence, string>>
  readonly read: Readonly<Record<ReadSentence, string>>
  readonly doctor: DoctorMessages
  readonly change: Readonly<Record<ChangeSentence, string>>
  readonly man: ManMessages
  /** What `--ask-password` asks at the terminal. */
  readonly passwordPrompt: string
}

export type LexiconSentence =
  | 'id' | 'version' | 'owner' | 'rules' | 'terms' | 'source' | 'file' | 'title' | 'layer' | 'overrides' | 'total'
  | 'rule' | 'term' | 'category' | 'severity' | 'level' | 'verdict' | 'basis' | 'duty' | 'dutyText' | 'disposition' | 'finds' | 'mustHit' | 'mustMiss'
  | 'lexicon' | 'except' | 'near' | 'valid' | 'documents' | 'suppressed' | 'statsSummary'
  | 'statsQuiet' | 'statsBounded' | 'same' | 'added' | 'removed' | 'changed' | 'addedTerms' | 'removedTerms'
  | 'importFolded' | 'importShort' | 'importSummary' | 'disabledBy' | 'loweredBy' | 'changedBy'

export type ExplainSentence =
  | 'unread' | 'finding' | 'suppressed' | 'normalised' | 'words' | 'noWords' | 'cuts' | 'uncut' | 'reasonsFor'
  | 'reasonsAgainst' | 'facts' | 'none'

export type ReadSentence = 'document' | 'recognised' | 'counts' | 'gaps' | 'nothing'

/** `screen git`, `screen hook install` and `screen waive`. */
export type ChangeSentence = 'nothing' | 'hookWritten' | 'waived' | 'alreadyWaived' | 'alreadyWaived' | 'waiversExpired' | 'waiversUnused'

/** The checks of `screen doctor`. */
export type DoctorCheck =
  | 'node' | 'machine' | 'configuration' | 'lexicons' | 'waivers' | 'word-edges' | 'nodejieba' | 'documents' | 'pdf-fonts' | 'pictures'
  | 'archives' | 'ledger' | 'queue' | 'object-store' | 'queue-server'

export interface DoctorMessages {
  readonly checks: Readonly<Record<DoctorCheck, string>>
  /** How to fix a failed check. The checks left out end with an error instead of failing. */
  readonly fixes: Readonly<Record<Exclude<DoctorCheck, 'machine' | 'configuration' | 'lexicons' | 'waivers'>, string>>
  readonly machine: string
  readonly noConfiguration: string
  readonly lexicons: string
  readonly waivers: string
  readonly withKey: string
  readonly withoutKey: string
  readonly allWork: string
  readonly someFail: string
}

/** The manual page: its headings, and the text that is not in the tables. */
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
  readonly keyFile: string
  readonly ci: string
  readonly language: string
}
