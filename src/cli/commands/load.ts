import type { CommandName } from '../command-line/commands.js'
import type { CommandAction } from './command.js'

/** Imports the module of a command, and with it only what that command needs. */
export function loadCommand(name: CommandName): Promise<CommandAction> {
  return LOADERS[name]()
}

const LOADERS: Readonly<Record<CommandName, () => Promise<CommandAction>>> = {
  'screen': async () => (await import('./screen.js')).screenCommand,
  'git': async () => (await import('./git.js')).gitCommand,
  'hook install': async () => (await import('./hook.js')).hookInstall,
  'hook print': async () => (await import('./hook.js')).hookPrint,
  'waive': async () => (await import('./waive.js')).waive,
  'explain': async () => (await import('./explain/explain.js')).explain,
  'read': async () => (await import('./read.js')).readCommand,
  'doctor': async () => (await import('./doctor/doctor.js')).doctor,
  'completion': async () => (await import('./completion.js')).completion,
  'form': async () => (await import('./form/form.js')).form,
  'verify': async () => (await import('./verify.js')).verify,
  'watch': async () => (await import('./watch.js')).watchCommand,
  'enqueue': async () => (await import('./queue/enqueue.js')).enqueueCommand,
  'work': async () => (await import('./queue/work.js')).workCommand,
  'collect': async () => (await import('./queue/collect.js')).collectCommand,
  'ledger show': async () => (await import('./ledger/show.js')).ledgerShow,
  'ledger query': async () => (await import('./ledger/query.js')).ledgerQuery,
  'ledger export': async () => (await import('./ledger/export.js')).ledgerExport,
  'ledger verify': async () => (await import('./ledger/verify.js')).ledgerVerify,
  'policy show': async () => (await import('./policy.js')).policyShow,
  'lexicon check': async () => (await import('./lexicon/check.js')).lexiconCheck,
  'lexicon list': async () => (await import('./lexicon/list.js')).lexiconList,
  'lexicon show': async () => (await import('./lexicon/show.js')).lexiconShow,
  'lexicon stats': async () => (await import('./lexicon/stats.js')).lexiconStats,
  'lexicon try': async () => (await import('./lexicon/try.js')).lexiconTry,
  'lexicon diff': async () => (await import('./lexicon/diff.js')).lexiconDiff,
  'lexicon import': async () => (await import('./lexicon/import.js')).lexiconImport,
}
