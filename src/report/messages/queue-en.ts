import type { QueueMessages } from './queue-catalogue.js'

/** The queue commands in English. */
export const queueEn: QueueMessages = {
  queue: {
    lost: 'Lost the connection to the queue {queue}; waiting for it to return.',
    enqueueing: '{done} documents enqueued',
    enqueued: 'Enqueued {documents} documents in {queue}.',
    full: 'The queue {queue} is full: {count} documents, including screened ones. The rest wait. Run screen work and screen collect.',
    worked: 'Screened {documents} documents; the queue {queue} is empty.',
    released: 'Documents that were being screened went back to the queue.',
    leftDocuments: '{count} documents of the queue are not yet screened or collected: this report is incomplete.',
    leftOpen: '{count} runs of screen enqueue have not finished: this report is incomplete. Run the same screen enqueue again.',
    missing: '{count} enqueued documents are neither in the queue nor in the ledger. Run the same screen enqueue again.',
  },
}
