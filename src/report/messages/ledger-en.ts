import type { LedgerMessages } from './ledger-catalogue.js'

/** What is said of bulk runs in English. */
export const ledgerEn: LedgerMessages = {
  ledger: {
    kept: 'Ledger {file}: {documents} documents, {screened} of them screened now, {gone} no longer there. Head: {head}',
    interrupted: 'The ledger {file} keeps what was screened ({documents} documents). The same command goes on from there.',
    stopped: 'The run ended early; the ledger {file} keeps what was screened ({documents} documents).',
    file: 'ledger', entries: 'entries', documents: 'documents', verdicts: 'verdicts', gone: 'gone', head: 'head', ruleset: 'ruleset',
    version: 'version', options: 'options', runs: 'runs', noRuns: 'none has ended yet', complete: 'complete', broken: 'interrupted',
    run: '{at} · {end} · {documents} documents, {screened} screened, {gone} gone · {paths}',
    none: 'No entry fits.',
    sound: 'The ledger holds: {entries} entries, head {head}',
    unsound: 'The ledger does NOT hold: {count} faults.',
    changed: 'entry {entry}: it, or what stands above it, was changed',
    missing: 'entry {entry}: not there; entries were removed, added or moved',
    seal: 'entry {entry}: the seal of this run is not one of this key',
    cutOff: 'the head that was noted down is not in the ledger: its end was cut off, or all of it was written anew',
    damaged: 'the file is damaged: {detail}',
    since: '{count} entries since the head that was noted down',
    sealed: 'sealed with this key up to entry {entry}', notSealed: 'no entry is sealed with this key',
  },
  progress: {
    done: '{done} documents · do not publish {block} · review {review} · incomplete {incomplete}',
    rate: '{documents}/s · {megabytes} MB/s', left: '{time} left', slowest: 'slowest {path} ({time})',
    hours: '{hours} h {minutes} min', minutes: '{minutes} min {seconds} s', seconds: '{seconds} s',
  },
  watch: {
    begun: 'Watching {paths}; Ctrl-C ends it.',
    vanished: 'no longer there: {path}',
    ended: 'Ended: {documents} screenings · do not publish {block} · review {review} · incomplete {incomplete} · clear {clear}',
  },
}
