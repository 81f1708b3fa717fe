/** What the commands of the queue say: `enqueue`, `work`, `collect`. */
export interface QueueMessages {
  readonly queue: Readonly<Record<QueueSentence, string>>
}

export type QueueSentence =
  | 'lost' | 'enqueueing' | 'enqueued' | 'full' | 'worked' | 'released' | 'leftDocuments' | 'leftOpen' | 'missing'
  | 'foreign' | 'refused' | 'orphans' | 'badWalks'
