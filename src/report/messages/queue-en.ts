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
    foreign: '{count} entries of the queue are no jobs of this program, or not sealed with this key. They were removed.',
    refused: '{count} results were refused: invalid, of another version, or not sealed with this key. Their documents were queued again.',
    orphans: '{count} jobs belong to no known screen enqueue and were removed: this report is incomplete. Run the same screen enqueue again.',
    badWalks: '{count} runs of screen enqueue are damaged, or not sealed with this key: this report is incomplete.',
    missing: '{count} enqueued documents are neither in the queue nor in the ledger. Run the same screen enqueue again.',
  },
}
