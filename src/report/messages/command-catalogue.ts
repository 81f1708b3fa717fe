/** Help, usage and the other sentences that belong to the command as a whole. */
export interface CommandMessages {
  readonly cli: Readonly<Record<CliSentence, string>>
  /** What each subcommand does. */
  readonly commands: Readonly<Record<CommandSentence, string>>
  /** The operands of each subcommand. */
  readonly operands: Readonly<Record<CommandSentence, string>>
  readonly options: Readonly<Record<OptionSentence, string>>
  readonly examples: Readonly<Record<ExampleSentence, string>>
  readonly exits: Readonly<Record<'0' | '1' | '2' | '3' | '4' | '130', string>>
}

export type CliSentence =
  | 'description' | 'usage' | 'arguments' | 'options' | 'commands' | 'examples' | 'exitCodes'
  | 'pathsArgument'
  | 'lexiconCheckGood' | 'lexiconCheckBad' | 'basisUnchecked' | 'similarCommand'
  | 'error' | 'internalError' | 'interrupted'
  | 'choices' | 'default'

export type CommandSentence =
  | 'git' | 'hook install' | 'hook print' | 'waive' | 'explain' | 'read' | 'doctor' | 'completion' | 'form' | 'verify' | 'watch'
  | 'enqueue' | 'work' | 'collect'
  | 'ledger show' | 'ledger query' | 'ledger export' | 'ledger verify'
  | 'policy show'
  | 'lexicon check' | 'lexicon list' | 'lexicon show' | 'lexicon stats' | 'lexicon try' | 'lexicon diff' | 'lexicon import'

/** The keys of `--help`; options with one flag and different meanings have a sentence each. */
export type OptionSentence =
  | 'format' | 'toolFormat' | 'ledgerFormat' | 'watchFormat' | 'output' | 'lang'
  | 'reveal' | 'revealTool' | 'maskPaths' | 'showSuppressed' | 'failOn' | 'allowIncomplete' | 'passwordFile' | 'askPassword' | 'stdinName' | 'jobs'
  | 'readFormat' | 'kind' | 'visibility' | 'progress' | 'config' | 'policy' | 'acceptPolicy' | 'lexicon' | 'noDefaultLexicons' | 'requireSigned' | 'waivers'
  | 'key' | 'segmenter' | 'ocr' | 'hooksPath'
  | 'ledger' | 'collectLedger' | 'formLedger' | 'verdict' | 'rule' | 'inPath' | 'since' | 'before' | 'entryHistory'
  | 'head' | 'ledgerKey' | 'recordKey' | 'record' | 'operator' | 'template' | 'signOff' | 'summary' | 'month'
  | 'queue' | 'ahead' | 'root' | 'drain' | 'drainCollect'
  | 'staged' | 'range' | 'history' | 'changedLines' | 'reason' | 'approver' | 'until'
  | 'top' | 'id' | 'title' | 'owner' | 'source' | 'basis' | 'category' | 'severity' | 'sensitive'
  | 'version' | 'help'

export type ExampleSentence = 'one' | 'folder' | 'stdin' | 'lexicon' | 'check'
