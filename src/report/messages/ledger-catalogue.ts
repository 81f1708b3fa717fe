/** Bulk runs: progress, the ledger, `screen ledger …` and `screen watch`. */
export interface LedgerMessages {
  readonly ledger: Readonly<Record<LedgerSentence, string>>
  readonly progress: Readonly<Record<ProgressSentence, string>>
  readonly watch: Readonly<Record<WatchSentence, string>>
}

export type LedgerSentence =
  | 'kept' | 'interrupted' | 'stopped' | 'file' | 'entries' | 'documents' | 'verdicts' | 'gone' | 'head' | 'ruleset'
  | 'version' | 'options' | 'runs' | 'run' | 'noRuns' | 'complete' | 'broken' | 'none' | 'sound' | 'unsound'
  | 'changed' | 'missing' | 'seal' | 'cutOff' | 'damaged' | 'since' | 'sealed' | 'notSealed' | 'brokenChain' | 'unsealed' | 'leftOut'

export type ProgressSentence = 'done' | 'rate' | 'left' | 'slowest' | 'hours' | 'minutes' | 'seconds'

export type WatchSentence = 'begun' | 'vanished' | 'ended'
