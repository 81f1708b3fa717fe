import type { DocumentFormat, GapArgs, GapDetail, GapFeature, GapReason, Limits, NumberedPiece } from '../../model/index.js'

/** The sentences of gaps. */
export interface GapMessages {
  /** The sentence of a reason alone. */
  readonly gaps: Readonly<Record<GapReason, string>>
  /** Pieces that have no name in the document. */
  readonly pieces: Readonly<Record<NumberedPiece | 'unused' | 'strings', string>>
  /** More specific sentences: by reason, then by its `detail`, `feature`, `kind` or `limit`. */
  readonly gapDetails: GapDetailMessages
  /** Appended where the gap has this argument and its sentence does not contain it. */
  readonly gapExtras: Readonly<Record<GapExtra, string>>
}

/** Formats that are not read and have a sentence that says what to do. */
export type ExplainedFormat = Extract<DocumentFormat,
  'ceb' | 'sep' | 's72' | 'caj' | 'vsd' | 'dwg' | 'onenote' | 'pub' | 'hwp' | 'access' | 'outlook-data'
>

export interface GapDetailMessages {
  readonly 'format-not-supported': Sentences<
    NonNullable<GapArgs<'format-not-supported'>['kind']> | ExplainedFormat
  >
  readonly 'part-not-supported': Sentences<
    | Exclude<GapDetail<'part-not-supported'>, `method-${number}`>
    | 'compression-method'
    | GapFeature<'part-not-supported'>
  >
  readonly 'partly-unreadable': Sentences<GapFeature<'partly-unreadable'>>
  readonly 'image-not-read': Sentences<GapFeature<'image-not-read'>>
  readonly 'page-without-text': Sentences<GapFeature<'page-without-text'>>
  readonly encrypted: Sentences<GapDetail<'encrypted'> | GapFeature<'encrypted'>>
  readonly damaged: Sentences<GapDetail<'damaged'>>
  readonly 'limit-exceeded': Sentences<keyof Limits>
  readonly 'reader-crashed': Sentences<'queue'>
}

type Sentences<Value extends string> = Readonly<Record<Value, string>>

export type GapExtra =
  | 'format' | 'code' | 'count' | 'lines' | 'bytes' | 'images' | 'pages' | 'seconds' | 'megabytes'
