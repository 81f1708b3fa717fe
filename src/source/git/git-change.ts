import { basename, dirname } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { INDEX } from './git-tree.js'
import type { GitRequest } from './list-git-sources.js'
import { git, type GitRepository } from './run-git.js'

/** The states of a repository before and after a change, as commits or `INDEX`. */
export interface GitChange {
  /** The left side of the range, or HEAD for staged content; undefined if nothing comes before. */
  readonly base: string | undefined
  /** The state that the change began with: the last that both sides have in common. */
  readonly fork: string | undefined
  readonly tip: string
}

/**
 * The states around a change; undefined for the whole history. An empty right side of a range means HEAD; an empty left
 * side, and three dots, are refused.
 * @throws ScreenError `usage` for an invalid range */
export async function gitChange(request: GitRequest, repository: GitRepository): Promise<GitChange | undefined> {
  if (request.kind === 'history') return undefined
  if (request.kind === 'staged') {
    const head = await gitCommit('HEAD', repository)
    return { base: head, fork: head, tip: INDEX }
  }
  const { range } = request
  // Git reads `..B` as `HEAD..B`. It is what a script makes of an empty variable, and names no change.
  if (range.startsWith('..')) throw new ScreenError('git-range-start')
  // Git takes `A...B` for the commits of both sides, and a range never begins with a hyphen, which begins an option.
  const isRange = !range.startsWith('-') && !range.includes('...')
  const parsed = !isRange ? '' : (await git(repository, ['rev-parse', '--revs-only', range])).toString()
  const revisions = parsed.split('\n').filter(Boolean)
  const commits = await Promise.all(revisions.map((one) => gitCommit(one.replace(/^\^/, ''), repository)))
  const [tip, another] = revisions.filter((one) => !one.startsWith('^'))
  if (tip === undefined || another !== undefined || commits.includes(undefined)) {
    throw new ScreenError('git-range-commits')
  }
  const base = revisions.find((one) => one.startsWith('^'))?.slice(1)
  if (range.endsWith('..') && base === tip) throw new ScreenError('git-range-end')
  return { base, fork: base === undefined ? undefined : await mergeBase(base, tip, repository), tip }
}

/** The commit that a name stands for. */
export async function gitCommit(name: string, repository: GitRepository): Promise<string | undefined> {
  // `^A` means everything but A.
  if (/^[-^]/.test(name)) return undefined
  // Not --quiet: git then says nothing of a name that is ambiguous either.
  const output = await git(repository, ['rev-parse', '--verify', `${name}^{commit}`], [0, 1, 128])
  // It prints what a range stands for, too, before it fails.
  return /^([0-9a-f]+)\n$/.exec(output.toString())?.[1]
}

async function mergeBase(one: string, other: string, repository: GitRepository): Promise<string | undefined> {
  return (await git(repository, ['merge-base', one, other], [0, 1])).toString().trim() || undefined
}

/** The root of the work tree; undefined in a bare repository and outside any. */
export async function gitRoot(repository: GitRepository): Promise<string | undefined> {
  const output = await git(repository, ['rev-parse', '--show-toplevel'], [0, 128])
  return output.toString().replace(/\n$/, '') || undefined
}

/** Whether a file belongs to a repository: it is in the index. False where git is missing. */
export async function isTracked(file: string, env: GitRepository['env']): Promise<boolean> {
  // The checkout of a container often belongs to another user, for whom git would give no answer.
  const command = ['ls-files', '-z', '--', basename(file)]
  const names = git({ folder: dirname(file), env, trusted: true }, command, [0, 128])
  return (await names.catch(() => '')).length > 0
}
