import { fillErrorSentence, type Complaint, type ErrorArgs, type ScreenError } from '../../model/index.js'
import type { Messages } from '../messages/index.js'
import { escapeControls, escapeArgs } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'

/** An error in words. */
export function errorSentence({ reason, args }: ScreenError, messages: Messages): string {
  return fillErrorSentence(messages.errors[reason], shownArgs(args), messages.causes)
}

/** The names of files without the values in them. */
function shownArgs(args: ErrorArgs): Record<string, string> {
  const names = Object.entries(args)
    .filter(([name]) => name === 'file' || name === 'folder')
    .map(([name, text]) => [name, shownPath(String(text))] as const)
  return { ...escapeArgs(args), ...Object.fromEntries(names) }
}

/** A complaint in words, with its path and without its position. */
export function complaintSentence({ path, reason, args }: Complaint, messages: Messages): string {
  const sentence = fillErrorSentence(messages.complaints[reason], escapeArgs(args), messages.causes)
  return path === undefined ? sentence : `${escapeControls(path)}${messages.report.separator}${sentence}`
}
