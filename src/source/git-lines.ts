import { git, type GitPlace } from './run-git.js'

/** Lines a change made, first and last, counting from 1. */
export type LineRange = readonly [first: number, last: number]

/**
 * The lines of a blob that its former version does not have. Where lines were only taken out, the two beside the gap.
 * Undefined where git's lines are not the reader's: bytes with NUL (UTF-16) or line ends of CR alone.
 */
export async function changedLines(
  place: GitPlace, oldId: string, newId: string, bytes: Buffer,
): Promise<LineRange[] | undefined> {
  if (bytes.includes(0) || loneReturn(bytes)) return undefined
  const patch = await git(place, [
    'diff', '--unified=0', '--text', '--no-color', '--no-ext-diff', '--no-textconv', oldId, newId, '--',
  ])
  return [...patch.toString('latin1').matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, count]) => {
    const first = Number(start)
    const lines = Number(count ?? 1)
    return lines === 0 ? [first, first + 1] : [first, first + lines - 1]
  })
}

function loneReturn(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) if (bytes[at + 1] !== 0x0a) return true
  return false
}
