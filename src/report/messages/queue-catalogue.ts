/** What the commands of the queue say: `enqueue`, `work`, `collect`. */
export interface QueueMessages {
  readonly queue: Readonly<Record<QueueSentence, string>>
}

export type QueueSentence =
  | 'needed' | 'ledgerNeeded' | 'badUrl' | 'notInstalled' | 's3NotInstalled' | 'pemUnreadable' | 'unreachable' | 'lost' | 'damaged'
  | 'otherRuleset' | 'otherEngine' | 'otherOptions' | 'noStdin'
  | 'enqueueing' | 'enqueued' | 'full' | 'worked' | 'released' | 'leftDocuments' | 'leftOpen' | 'missing' | 'nothing'
