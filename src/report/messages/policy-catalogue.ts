import type { PolicyFileKind, PolicySource, UnusedReason, WeakeningCode } from '../../model/index.js'

/** What reports and `screen policy show` say about the policy in force. */
export interface PolicyMessages {
  readonly policy: {
    readonly weakenings: Readonly<Record<WeakeningCode, string>>
    readonly unused: Readonly<Record<UnusedReason, string>>
    readonly kinds: Readonly<Record<PolicyFileKind | 'key', string>>
    readonly sources: Readonly<Record<PolicySource, string>>
    readonly says: Readonly<Record<PolicySentence, string>>
  }
}

export type PolicySentence =
  | 'weakened' | 'files' | 'digest' | 'file' | 'byDefault' | 'setting' | 'value' | 'source' | 'kind' | 'on' | 'off'
