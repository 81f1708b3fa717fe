import type { QueueMessages } from './queue-catalogue.js'

/** What the commands of the queue say in English. */
export const queueEn: QueueMessages = {
  queue: {
    needed: 'which queue? --queue redis://host:port/database, or the same in the environment as SCREEN_QUEUE',
    ledgerNeeded: 'collect into which ledger? --ledger FILE',
    badUrl: 'a queue is redis://[user:password@]host[:port][/database][?name=…], or rediss:// for TLS, with &ca=, &cert= and &key= naming PEM files',
    notInstalled: 'a queue needs two optional packages: npm install bullmq@6.7.0 ioredis@6.0.0',
    s3NotInstalled: 's3:// needs an optional package: npm install @aws-sdk/client-s3@3.1175.0',
    pemUnreadable: 'the PEM file {file} cannot be read ({code})',
    unreachable: 'the queue {queue} cannot be reached ({code})',
    lost: 'The queue {queue} was lost; waiting for it.',
    damaged: 'the queue {queue} does not hold together: something else wrote into it, or a part of it was lost. Enqueue under another ?name=',
    otherRuleset: 'the queue {queue} wants the ruleset {expected}, and here it is {own}: give all machines the same lexicons',
    otherEngine: 'the queue {queue} wants version {expected} of this program, and this is {own}: install the same version on all machines',
    otherOptions: 'the queue {queue} wants other options than there are here: waivers, key, --ocr, --segmenter and limits must be the same on all machines',
    noStdin: 'the standard input cannot be enqueued: name files, folders or s3://bucket/prefix',
    enqueueing: '{done} documents enqueued',
    enqueued: '{documents} documents are in the queue {queue}.',
    full: 'The queue {queue} holds {count} documents, screened ones included; the others wait for room: screen work, screen collect.',
    worked: '{documents} documents were screened; the queue {queue} is empty.',
    released: 'What was being read went back to the queue.',
    leftDocuments: '{count} documents of the queue are not screened or not collected yet: this is no complete report.',
    leftOpen: '{count} enqueueings have not come to their end: this is no complete report. Give the same screen enqueue again.',
    missing: '{count} documents that were enqueued are neither in the queue nor in the ledger. Give the same screen enqueue again.',
    nothing: 'Nothing was enqueued.',
  },
}
