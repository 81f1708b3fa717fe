import type { QueueMessages } from './queue-catalogue.js'

/** What the commands of the queue say in English. */
export const queueEn: QueueMessages = {
  queue: {
    lost: 'The queue {queue} was lost; waiting for it.',
    enqueueing: '{done} documents enqueued',
    enqueued: '{documents} documents are in the queue {queue}.',
    full: 'The queue {queue} holds {count} documents, screened ones included; the others wait for room: screen work, screen collect.',
    worked: '{documents} documents were screened; the queue {queue} is empty.',
    released: 'What was being read went back to the queue.',
    leftDocuments: '{count} documents of the queue are not screened or not collected yet: this is no complete report.',
    leftOpen: '{count} enqueueings have not come to their end: this is no complete report. Give the same screen enqueue again.',
    missing: '{count} documents that were enqueued are neither in the queue nor in the ledger. Give the same screen enqueue again.',
  },
}
