import { LEVELS, type Span } from '../../model/index.js'
import type { Window } from '../context/window.js'
import type { Mark, MarkWords } from './grammar.js'
import { readPeriod } from './period.js'

/** The stars of a mark are searched for too, because its level may be written so that no level is found: 机-密★20年. */
export const MARK_STARS: readonly string[] = ['★', '⭐', '☆']

/**
 * Reads the mark whose star is at `hit`, where its level has one or two signs between its characters (机-密-★20年) or
 * each character twice (机机密密★20年, also the way a copy of bold type looks). `undefined` for any other star.
 */
export function readInterrupted(hit: Span, words: MarkWords, window: Window): Mark | undefined {
  const found = INTERRUPTED.exec(window.before)
  const level = found && LEVELS.find((each) => each.startsWith(found[1]!))
  if (!level || PLAIN.test(found[0])) return undefined
  const gap = SIGNS_AFTER.exec(window.after)![0].length
  const period = readPeriod(window.after.slice(gap), words.periods)
  const end = period ? window.ends[gap + period.length - 1]! : hit.end
  return { level, span: { start: window.starts[found.index]!, end }, star: 'star', ...(period && { period }) }
}

const INTERRUPTED = /([绝机秘])\1?[^\p{L}\p{N}\s]{0,2}密{1,2}[^\p{L}\p{N}\s]{0,2}$/u
/** The level as it is usually written, which is found as a level. */
const PLAIN = /^[绝机秘]密[^\p{L}\p{N}\s]{0,2}$/u
const SIGNS_AFTER = /^[^\p{L}\p{N}\s]{0,2}/u
