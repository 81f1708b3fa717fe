import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isInside, type PolicyPath } from './policy-tree.js'

/** Whether a policy file is part of what is screened. A file that the command line names never counts as such. */
export type IsScreened = (path: PolicyPath) => Promise<boolean>

/** @param paths what is screened; links are followed */
export async function screenedPaths(paths: readonly string[]): Promise<IsScreened> {
  const roots = await Promise.all(paths.map(realPath))
  return async ({ file, source }) => {
    if (source === 'command-line' || roots.length === 0) return false
    const real = await realPath(file)
    return roots.some((root) => real === root || isInside(root, real))
  }
}

/** The path at the end of its links; a path that leads nowhere as it is. */
export function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}
