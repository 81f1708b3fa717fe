import type { GapArgs, GapDetail, GapFeature, GapReason, Limits } from '../../model/index.js'

/** What the report says of what was not examined. */
export interface GapMessages {
  /** The sentence of a reason alone. */
  readonly gaps: Readonly<Record<GapReason, string>>
  /** Sentences that say more: by reason, then by its `detail`, `feature`, `kind` or `limit`. */
  readonly gapDetails: GapDetailMessages
  /** What follows the sentence where the gap has this argument and the sentence no place for it. */
  readonly gapExtras: Readonly<Record<GapExtra, string>>
}

export interface GapDetailMessages {
  readonly 'format-not-supported': Sentences<NonNullable<GapArgs<'format-not-supported'>['kind']>>
  readonly 'part-not-supported': Sentences<
    | Exclude<GapDetail<'part-not-supported'>, `method-${number}`>
    | 'compression-method'
    | GapFeature<'part-not-supported'>
  >
  readonly 'partly-unreadable': Sentences<GapFeature<'partly-unreadable'>>
  readonly 'image-not-read': Sentences<GapFeature<'image-not-read'>>
  readonly 'page-without-text': Sentences<GapFeature<'page-without-text'>>
  readonly encrypted: Sentences<GapDetail<'encrypted'>>
  readonly damaged: Sentences<GapDetail<'damaged'>>
  readonly 'limit-exceeded': Sentences<keyof Limits>
  readonly 'reader-crashed': Sentences<'queue'>
}

type Sentences<Value extends string> = Readonly<Record<Value, string>>

export type GapExtra =
  | 'format' | 'code' | 'count' | 'lines' | 'bytes' | 'images' | 'pages' | 'seconds' | 'megabytes'
