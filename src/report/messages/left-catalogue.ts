import type { LeftKind } from '../../model/index.js'

/** What reports say of content left in a document. */
export interface LeftMessages {
  readonly left: Readonly<Record<LeftSentence, string>>
  /** How to remove each kind with the programs that offices have. */
  readonly leftAdvice: Readonly<Record<LeftKind, string>>
}

export type LeftSentence = 'section' | 'removal' | 'places' | 'folded'
