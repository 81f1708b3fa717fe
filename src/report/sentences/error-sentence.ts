import { fillErrorSentence, type Complaint, type ErrorArgs, type ScreenError } from '../../model/index.js'
import { maskText } from '../../mask/index.js'
import type { Messages } from '../messages/index.js'
import { escapeControls } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'

/** An error in words. */
export function errorSentence({ reason, args }: ScreenError, messages: Messages): string {
  return fillErrorSentence(messages.errors[reason], shownArgs(args, reason === 'git-failed'), messages.causes)
}

/**
 * Arguments without the values in them: names of files, branches and tags, and what was typed. The address of a queue
 * is never that of a document.
 */
function shownArgs(args: ErrorArgs, isGit: boolean): Record<string, string> {
  const shown = Object.entries(args).map(([name, text]): [string, string] => {
    if (NAMES.has(name)) return [name, shownPath(String(text))]
    if (name === 'id' && FINGERPRINT.test(String(text))) return [name, String(text)]
    if (name === 'queue') return [name, escapeControls(String(text))]
    return [name, isGit && name === 'detail' ? shownGitMessage(String(text)) : shownText(String(text))]
  })
  return Object.fromEntries(shown)
}

/** The start of a fingerprint; digits alone can be the number of a card. */
const FINGERPRINT = /^(?=\d*[a-f])[0-9a-f]{8,32}$/

/** Digests, fingerprints and codes look like values and are none. */
function shownText(text: string): string {
  return text.split(DIGEST).map((one, at) => (at % 2 === 1 ? one : escapeControls(maskText(one)))).join('')
}

const DIGEST = /\b((?:sha256:)?[0-9a-f]{32}(?:[0-9a-f]{32})?|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/

const NAMES: ReadonlySet<string> = new Set(['file', 'folder', 'name'])

/** A message of git names commits, whose ids look like values and are none. */
function shownGitMessage(message: string): string {
  return message.split(COMMIT_ID).map((text, at) => (at % 2 === 1 ? text : shownPath(text))).join('')
}

const COMMIT_ID = /\b([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/

/** A complaint in words, with its path and without its position. */
export function complaintSentence({ path, reason, args }: Complaint, messages: Messages): string {
  const sentence = fillErrorSentence(messages.complaints[reason], shownArgs(args, false), messages.causes)
  return path === undefined ? sentence : `${shownText(path)}${messages.report.separator}${sentence}`
}
