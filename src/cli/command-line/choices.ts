/** The formats of a report. */
export const FORMATS = ['terminal', 'json', 'jsonl', 'sarif', 'junit', 'csv', 'github', 'gitlab', 'html'] as const
export type Format = (typeof FORMATS)[number]

/** The values of `--segmenter`. */
export const SEGMENTER_CHOICES = ['auto', 'nodejieba', 'none'] as const

/** The formats of `screen ledger export`. */
export const LEDGER_FORMATS = ['jsonl', 'json', 'csv'] as const

/** The formats of `screen watch`. */
export const WATCH_FORMATS = ['terminal', 'jsonl'] as const

/** The formats of `screen read`. */
export const READ_FORMATS = ['text', 'json'] as const

/** The formats of what the other commands print. */
export const TOOL_FORMATS = ['terminal', 'json'] as const
