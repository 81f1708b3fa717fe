import { fillErrorSentence, type Complaint, type ErrorArgs, type ScreenError } from '../../model/index.js'
import { maskText } from '../../mask/index.js'
import type { Messages } from '../messages/index.js'
import { escapeControls, escapeArgs } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'

/** An error in words. */
export function errorSentence({ reason, args }: ScreenError, messages: Messages): string {
  return fillErrorSentence(messages.errors[reason], shownArgs(args, reason === 'git-failed'), messages.causes)
}

/** The names of files, branches and tags without the values in them. */
function shownArgs(args: ErrorArgs, isGit: boolean): Record<string, string> {
  const shown = Object.entries(args).flatMap(([name, text]): [string, string][] => {
    if (NAMES.has(name)) return [[name, shownPath(String(text))]]
    return isGit && name === 'detail' ? [[name, shownGitMessage(String(text))]] : []
  })
  return { ...escapeArgs(args), ...Object.fromEntries(shown) }
}

const NAMES: ReadonlySet<string> = new Set(['file', 'folder', 'name'])

/** A message of git names commits, whose ids look like values and are none. */
function shownGitMessage(message: string): string {
  return message.split(COMMIT_ID).map((text, at) => (at % 2 === 1 ? text : shownPath(text))).join('')
}

const COMMIT_ID = /\b([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/

/** A complaint in words, with its path and without its position. */
export function complaintSentence({ path, reason, args }: Complaint, messages: Messages): string {
  const sentence = fillErrorSentence(messages.complaints[reason], withMaskedIds(escapeArgs(args)), messages.causes)
  return path === undefined ? sentence : `${escapeControls(path)}${messages.report.separator}${sentence}`
}

/** The id of a rule or a lexicon is what its file says, and a value may stand there. */
function withMaskedIds(args: Record<string, string>): Record<string, string> {
  const ids = Object.entries(args).filter(([name]) => name === 'rule' || name === 'id')
  return { ...args, ...Object.fromEntries(ids.map(([name, id]) => [name, maskText(id)])) }
}
