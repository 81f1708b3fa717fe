import type { CauseSentences } from './error-sentence.js'

/**
 * The English sentence of every error, by kind and reason. `ScreenError.message` is made from it, and the English
 * catalogue takes it from here; the Chinese sentences are in `src/report/messages`. The `{names}` of a sentence are the
 * arguments of its error: the types are derived from them. `{code}` is a code that `causeOf` knows.
 */
export const ERROR_SENTENCES = {
  usage: {
    'command-line': '{detail}',
    'no-paths': 'No file to screen was given. Usage: screen [options] <path...>; help: screen --help',
    'wrong-operands': 'Usage: {usage}',
    'unknown-command': 'unknown command “{name}”; help: screen --help',
    'unknown-option': 'unknown option {option}; help: screen --help',
    'missing-value': 'the option {option} needs a value',
    'bad-choice': '{option} cannot be “{value}”; it is one of {choices}',
    'bad-number': '{option} cannot be “{value}”; it is a whole number from 1 to {most}',
    'bad-day': '{option}: “{value}” is not a day or a month (2026-05-01, 2026-05)',
    'bad-month': '--month cannot be “{value}”; it is YYYY-MM',
    'unknown-shell': 'completions are for bash, zsh and fish, not for “{shell}”',
    'unknown-segmenter': 'no segmenter is called {name}; there are {known}',
    'options-invalid': 'invalid options',
    'bad-input': 'a document is a Uint8Array, a string or a stream of Uint8Array',
    'stream-of-text': 'a stream must consist of Uint8Array, not of string: call no setEncoding on it',
    'stream-of-other': 'a stream must consist of Uint8Array, not of {type}',
    'screener-closed': 'the screener is closed',
    'pool-closed': 'the pool is closed',
    'paths-invalid': 'the paths to screen are an array of strings',
    'lexicon-not-plain': 'the lexicons of a pool must be plain data: its workers are sent a copy',
    'file-unreadable': '{file} cannot be read: {code}',
    'output-unwritable': 'the report file {file} cannot be written: {code}',
    'records-unreadable': 'the folder of records {folder} cannot be read: {code}',
    'record-unwritable': 'no record can be written to {folder}: {code}',
    'no-such-ledger': 'there is no ledger {file}',
    'ledger-unusable': 'the ledger {file} cannot be used: {detail}',
    'not-a-ledger': '{file} is not a ledger',
    'ledger-broken':
      'the ledger {file} is broken: screen ledger verify shows where. Use another file, or --key if it was sealed',
    'ledger-too-new': '{file} was written by a later version of this program',
    'ledger-with-reveal': '--reveal and --ledger cannot be used together: unmasked values must not be kept',
    'mask-paths-without-key': '--mask-paths needs a key: --key FILE',
    'mask-paths-with-ledger':
      '--mask-paths and --ledger cannot be used together: a ledger finds documents by their paths',
    'ledger-mixed': 'the documents were screened with {count} sets of rules and options; screen them again',
    'git-missing': 'git cannot be run: {code}',
    'git-failed': 'git {command}: {detail}',
    'git-one-of': 'choose one of --staged, --range and --history; --changed-lines cannot be used with --history',
    'foreign-hook': '{file} is another hook and was not changed; add the command that screen hook print shows',
    'bad-fingerprint': '“{value}” is not a fingerprint: it is the 32 hexadecimal digits that a report shows',
    'waiver-incomplete': 'a waiver needs --reason and --approver',
    'queue-needed': 'which queue? --queue redis://host:port/database, or the same in the environment as SCREEN_QUEUE',
    'queue-url':
      'a queue is redis://[user:password@]host[:port][/database][?name=…], or rediss:// with &ca=, &cert=, &key= (PEM)',
    'queue-stdin': 'the standard input cannot be enqueued: name files, folders or s3://bucket/prefix',
    'queue-nothing': 'nothing was enqueued',
    'collect-ledger-needed': 'collect into which ledger? --ledger FILE',
    'unknown-rule-or-fingerprint': '“{id}” is neither the id of a rule nor a fingerprint',
    'explain-file-needed': 'to explain a finding by its fingerprint, name the file it was found in',
    'no-such-finding':
      'no finding in {file} has the fingerprint {id}; use the same --lexicon and --key, and the unchanged file',
    'unknown-lexicon-id': 'no lexicon and no rule has the id “{id}”; screen lexicon list shows them',
    'no-lexicon-files': 'there is no lexicon file (.yaml) in {file}',
    'import-empty': 'no term was found in {file}',
    'import-format': '{file}: a word list is .txt, .csv or .xlsx',
    'form-file-needed': 'a form is for one document: name one file',
    'form-output-needed': 'the result is a Word or Excel file: name it with --output',
    'summary-takes-no-file':
      'the table is made from a ledger, without a file: screen form --summary --ledger FILE -o table.xlsx',
  },
  configuration: {
    'configuration-invalid': 'invalid configuration',
    'lexicons-invalid': 'invalid lexicons',
    'waivers-invalid': 'invalid waivers',
    'examples-failed': 'a rule fails its own examples',
    'no-lexicon': 'no lexicons: without the shipped ones, give at least one',
    'lexicon-changed': 'a lexicon changed while documents were screened',
    'import-incomplete': '{file} could not be read completely; nothing was imported',
    'waivers-unreadable': '{file} cannot be read: {code}',
    'waivers-not-list': '{file}: waivers is not a list',
    'key-unreadable': 'the fingerprint key file {file} cannot be read: {code}',
    'key-too-short': 'the fingerprint key file {file} is too short: it needs at least {least} bytes',
    'signing-key-unreadable': 'the signing key file {file} cannot be read: {code}',
    'signing-key-invalid': 'the signing key must be a public Ed25519 key in PEM',
    'template-unreadable': '{file} cannot be read: {code}',
    'template-invalid': '{file} cannot be used as a template: {reasons}',
    'template-unknown-tags': '{file}: the template has unknown tags {tags}; known tags: {known}',
    'ocr-not-installed': 'pictures cannot be read here: the optional packages for OCR are not installed',
    's3-not-installed': 's3:// needs an optional package: npm install @aws-sdk/client-s3@3.1175.0',
    'queue-not-installed': 'a queue needs two optional packages: npm install bullmq@6.7.0 ioredis@6.0.0',
    'queue-unreachable': 'the queue {queue} cannot be reached: {code}',
    'queue-damaged':
      'the queue {queue} is damaged: something else wrote into it, or a part was lost. Enqueue under another ?name=',
    'queue-other-schema':
      'the queue {queue} is for results in {expected}, not {own}: collect with that version, or use another ?name=',
    'queue-outdated-results':
      '{count} results in the queue {queue} are of another version and queued again: install one version everywhere',
    'queue-other-ruleset':
      'the queue {queue} requires the ruleset {expected}, not {own}: give all machines the same lexicons',
    'queue-other-version':
      'the queue {queue} requires version {expected} of this program, not {own}: install one version everywhere',
    'queue-other-options':
      'the queue {queue} requires other options: waivers, key, --ocr, --segmenter and limits must be equal everywhere',
    'pem-unreadable': 'the PEM file {file} cannot be read: {code}',
  },
  pattern: {
    'term-empty': 'term {index} is empty after folding',
    'term-too-long': 'term {index} has {size} characters; at most {most} are allowed',
  },
  'matcher-bytes': {
    'matcher-unknown': 'these bytes cannot be loaded as a matcher: they are not a saved matcher',
    'matcher-version':
      'these bytes cannot be loaded as a matcher: they have version {version}, and version {known} is read',
    'matcher-sizes': 'these bytes cannot be loaded as a matcher: their sizes are wrong',
    'matcher-checksum': 'these bytes cannot be loaded as a matcher: their checksum is wrong',
    'matcher-tables': 'these bytes cannot be loaded as a matcher: their tables are wrong',
  },
  busy: {
    'pool-busy-documents': 'the pool is busy: it accepts at most {most} documents at a time',
    'pool-busy-bytes': 'the pool is busy: it accepts documents of at most {most} bytes at a time',
  },
  internal: {
    'unexpected': '{detail}',
    'worker-not-starting': 'the worker process cannot be started',
    'worker-missing': 'dist/worker.js is missing: run `npm run build`',
    'lexicons-missing': 'the shipped lexicons are missing: there is no folder lexicons/ next to package.json',
  },
} as const

/** What stands for the `{code}` of an error, in English. `withCode` joins the sentence of the cause and the code. */
export const CAUSE_SENTENCES: CauseSentences = {
  'not-found': 'it does not exist',
  'no-permission': 'permission denied',
  'is-folder': 'it is a folder',
  'not-folder': 'a part of its path is not a folder',
  'not-file': 'it is not a regular file',
  'too-large': 'it is too large',
  'open-files': 'too many files are open',
  'input-output': 'the device failed',
  'link-loop': 'its symbolic links form a loop',
  'name-too-long': 'its name is too long',
  'busy': 'it is busy',
  'read-only': 'the file system is read-only',
  'disk-full': 'the disk is full',
  'refused': 'the connection was refused',
  'disconnected': 'the connection broke',
  'no-answer': 'no answer in time',
  'unknown-host': 'the host name is unknown',
  'credentials': 'the credentials were rejected',
  'certificate': 'the certificate is not trusted',
  'not-installed': 'an optional package is not installed',
  'merge-conflict': 'its merge conflict is not resolved',
  'cut-off': 'it was not sent completely',
  'other': 'a system error',
  'withCode': '{cause} ({code})',
}
