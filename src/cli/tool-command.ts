import { messages, type Language, type Messages } from '../report/index.js'
import type { ExitStatus } from './exit-status.js'
import type { Io } from './io.js'
import type { CommandName, Given } from './options.js'

/** What a command beside `screen` works with: values that have been checked, and the language of its answer. */
export interface ToolRun {
  readonly operands: readonly string[]
  readonly given: Given
  readonly io: Io
  readonly say: Messages
  readonly language: Language
}

/** Runs a command beside `screen`. Each is loaded when it is wanted. @throws ScreenError */
export async function toolCommand(
  name: Exclude<CommandName, 'screen'>, operands: readonly string[], given: Given, io: Io,
): Promise<ExitStatus> {
  const language = (given.lang ?? 'zh-CN') as Language
  const run: ToolRun = { operands, given, io, say: messages(language), language }
  switch (name) {
    case 'lexicon check': return (await import('./lexicon-check.js')).lexiconCheck(run)
    case 'lexicon list': return (await import('./lexicon-list.js')).lexiconList(run)
    case 'lexicon show': return (await import('./lexicon-show.js')).lexiconShow(run)
    case 'lexicon stats': return (await import('./lexicon-stats.js')).lexiconStats(run)
    case 'lexicon diff': return (await import('./lexicon-diff.js')).lexiconDiff(run)
    case 'lexicon import': return (await import('./lexicon-import.js')).lexiconImport(run)
    case 'git': return (await import('./git-command.js')).gitCommand(run)
    case 'hook install': return (await import('./hook-command.js')).hookInstall(run)
    case 'hook print': return (await import('./hook-command.js')).hookPrint(run)
    case 'waive': return (await import('./waive-command.js')).waive(run)
    case 'explain': return (await import('./explain.js')).explain(run)
  }
}
