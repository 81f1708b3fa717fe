import { git, type GitRepository } from './run-git.js'

/** Changed lines, the first and the last one, counted from 1. */
export type LineRange = readonly [first: number, last: number]

/**
 * The lines of a blob that its previous version does not have. For lines that were only deleted: the line before and
 * the line after them. Undefined where git's lines differ from a reader's: bytes with NUL (UTF-16), or line ends of CR
 * alone; and where git cannot compare the blobs, or says too much.
 */
export async function changedLines(
  repository: GitRepository, oldId: string, newId: string, bytes: Buffer,
): Promise<LineRange[] | undefined> {
  if (bytes.includes(0) || hasLoneReturn(bytes)) return undefined
  const patch = await git(repository, [
    'diff', '--unified=0', '--text', '--no-color', '--no-ext-diff', '--no-textconv', oldId, newId, '--',
  ]).catch(() => undefined)
  if (!patch) return undefined
  const hunks = patch.toString('latin1').matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)
  return [...hunks].map(([, start, count]) => {
    const first = Number(start)
    const lines = Number(count ?? 1)
    return lines === 0 ? [first, first + 1] : [first, first + lines - 1]
  })
}

function hasLoneReturn(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0x0d); at >= 0; at = bytes.indexOf(0x0d, at + 1)) if (bytes[at + 1] !== 0x0a) return true
  return false
}
