import type { LedgerMessages } from './ledger-catalogue.js'

/** Bulk runs, the ledger and `screen watch` in English. */
export const ledgerEn: LedgerMessages = {
  ledger: {
    kept: 'Ledger {file}: {documents} documents, {screened} screened in this run, {gone} no longer exist. Head: {head}',
    interrupted: 'The results so far are in the ledger {file} ({documents} documents). Run the same command again to resume.',
    stopped: 'The run ended early. The results so far are in the ledger {file} ({documents} documents).',
    file: 'ledger', entries: 'entries', documents: 'documents', verdicts: 'verdicts', gone: 'gone', head: 'head', ruleset: 'ruleset',
    version: 'version', options: 'options', runs: 'runs', noRuns: 'no run has ended yet', complete: 'complete', broken: 'interrupted',
    run: '{at} · {end} · {documents} documents, {screened} screened, {gone} gone · {paths}',
    none: 'No matching entries.',
    sound: 'The ledger is intact: {entries} entries, head {head}',
    unsound: 'The ledger is NOT intact: {count} errors.',
    changed: 'entry {entry}: this entry or the one before it was changed',
    missing: 'entry {entry}: missing; entries were removed, added or moved',
    seal: 'entry {entry}: the seal of this run does not match this key',
    cutOff: 'the given head is not in the ledger: its end was removed, or all of it was rewritten',
    damaged: 'the file is damaged: {detail}',
    since: '{count} entries since the given head',
    sealed: 'sealed with this key up to entry {entry}', notSealed: 'no entry is sealed with this key',
    leftOut: '{count} files of this program itself, of the ledger or records, were found in the folders and not screened.',
    brokenChain: 'The ledger {file} is NOT intact: entries were changed or removed. screen ledger verify shows where.',
    unsealed: 'Ledger {file}: {count} documents have no valid seal of this key; their results are not used.',
  },
  progress: {
    done: '{done} documents · do not publish {block} · review {review} · incomplete {incomplete}',
    rate: '{documents}/s · {megabytes} MB/s', left: '{time} left', slowest: 'slowest {path} ({time})',
    hours: '{hours} h {minutes} min', minutes: '{minutes} min {seconds} s', seconds: '{seconds} s',
  },
  watch: {
    begun: 'Watching {paths}. Press Ctrl-C to stop.',
    vanished: 'no longer exists: {path}',
    ended: 'Stopped: {documents} screenings · do not publish {block} · review {review} · incomplete {incomplete} · clear {clear}',
  },
}
