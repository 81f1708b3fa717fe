import type { Screening } from '../../model/index.js'
import { decodeName } from '../decode-name.js'
import { gapSource, type Source } from '../source.js'
import { GitBlobs } from './blobs.js'
import { changedLines, type LineRange } from './changed-lines.js'
import { git, type GitRepository } from './run-git.js'

/** Which documents of a repository to list. */
export type GitRequest =
  /** What the next commit would add or change. */
  | { readonly kind: 'staged' }
  /**
   * What the commits of a range add or change (`A..B`, or one commit and all its ancestors), even if a later commit
   * removes it again.
   */
  | { readonly kind: 'range'; readonly range: string }
  /** What any commit of any branch or tag has added or changed. */
  | { readonly kind: 'history' }

export interface GitOptions extends GitRepository {
  /** Maximum bytes of a blob. */
  readonly inputBytes: number
  /** Called before a changed text is yielded, with the changed lines. Not called for new files. */
  readonly onChangedLines?: (path: Screening['path'], lines: readonly LineRange[]) => void
}

/**
 * Lists the documents that a change adds or modifies. They are read from git's object store: the work tree is not read,
 * and no filter or hook runs. Each content under each name is listed once. Deletions are not listed. Gaps: links,
 * submodules, missing and too large blobs, and LFS pointers, whose content is stored elsewhere. Paths are relative to
 * the root of the repository. A content that the end of the range no longer has under its name is listed with its
 * commit, `1a2b3c4d:docs/a.docx`.
 * @throws ScreenError `usage` when this is no repository or the range names no commits
 */
export async function* listGitSources(request: GitRequest, options: GitOptions): AsyncGenerator<Source> {
  const blobs = new GitBlobs(options, options.inputBytes)
  const listed = new Set<string>()
  try {
    if (request.kind === 'history' && (await isShallow(options))) yield gapSource('.git/shallow', 'partly-unreadable')
    for await (const change of changes(request, options)) {
      const key = `${change.newId} ${change.newMode} ${change.path}`
      if (listed.has(key)) continue
      listed.add(key)
      yield await sourceOf(change, blobs, options)
    }
  } finally {
    blobs.close()
  }
}

/** A shallow clone does not have the whole history. */
async function isShallow(repository: GitRepository): Promise<boolean> {
  return (await git(repository, ['rev-parse', '--is-shallow-repository'])).toString().trim() === 'true'
}

/** One entry of git's raw diff format. */
interface Change {
  /** The path as reports show it. */
  readonly path: string
  readonly status: string
  readonly newMode: string
  readonly oldId: string
  readonly newId: string
}

const RAW_DIFF = [
  '--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--ignore-submodules=none',
  '--no-ext-diff', '--no-textconv',
]

async function* changes(request: GitRequest, repository: GitRepository): AsyncGenerator<Change> {
  if (request.kind === 'staged') {
    const head = await git(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], [0, 1])
    const emptyTree = async () => (await git(repository, ['hash-object', '-t', 'tree', '--stdin'])).toString().trim()
    const base = head.toString().trim() || await emptyTree()
    yield* parseRawDiff(await git(repository, ['diff-index', '--cached', ...RAW_DIFF, base, '--']))
    return
  }
  const revisions = request.kind === 'history' ? ['--all'] : ['--end-of-options', request.range]
  const list = await git(repository, ['rev-list', '--reverse', '--topo-order', ...revisions, '--'])
  const commits = list.toString().split('\n').filter(Boolean)
  const tip = request.kind === 'history' ? 'HEAD' : commits.at(-1)
  const tipEntries = tip === undefined ? new Set<string>() : await treeEntries(repository, tip)
  for (const commit of commits) {
    // Merge commits too: a difference from one parent is the merge's own change, or comes from another parent.
    const raw = await git(repository, ['diff-tree', '-r', '-m', '--root', '--no-commit-id', ...RAW_DIFF, commit, '--'])
    for (const change of parseRawDiff(raw, tipEntries)) {
      yield change.current ? change : { ...change, path: pathAtCommit(commit, change.path) }
    }
  }
}

/** The lines of `git ls-tree`, `mode type id TAB path`, decoded as Latin-1. */
async function treeEntries(repository: GitRepository, commit: string): Promise<Set<string>> {
  const tree = await git(repository, ['ls-tree', '-r', '-z', '--full-tree', commit], [0, 128])
  return new Set(tree.toString('latin1').split('\0'))
}

function pathAtCommit(commit: string, path: string): string {
  return `${commit.slice(0, 8)}:${path.includes('/') ? path : `./${path}`}`
}

/** Parses `:oldmode newmode oldid newid status NUL path NUL`; decoded as Latin-1, since names need not be UTF-8. */
function* parseRawDiff(raw: Buffer, tipEntries?: ReadonlySet<string>): Generator<Change & { current: boolean }> {
  const fields = raw.toString('latin1').split('\0')
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, newMode, oldId, newId, status] = fields[at]!.slice(1).split(' ')
    const name = fields[at + 1]!
    if (status === 'D') continue
    const type = newMode === '160000' ? 'commit' : 'blob'
    const current = !tipEntries || tipEntries.has(`${newMode} ${type} ${newId}\t${name}`)
    const path = decodeName(Buffer.from(name, 'latin1'))
    yield { path, status: status!, newMode: newMode!, oldId: oldId!, newId: newId!, current }
  }
}

const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/')

async function sourceOf(
  { path, status, newMode, oldId, newId }: Change, blobs: GitBlobs, options: GitOptions,
): Promise<Source> {
  if (newMode === '120000') return gapSource(path, 'link-not-followed')
  if (newMode === '160000') return gapSource(path, 'format-not-supported', { kind: 'submodule' })
  if (status === 'U' || /^0+$/.test(newId)) return gapSource(path, 'unreadable', { code: 'unmerged' })
  const blob = await blobs.read(newId)
  if ('gap' in blob) return { kind: 'gap', path, gap: blob.gap }
  const isPointer = blob.bytes.subarray(0, LFS_POINTER.length).equals(LFS_POINTER)
  if (isPointer) return gapSource(path, 'format-not-supported', { kind: 'git-lfs' })
  if (status === 'M' && options.onChangedLines) {
    const lines = await changedLines(options, oldId, newId, blob.bytes)
    if (lines) options.onChangedLines(path, lines)
  }
  return { kind: 'bytes', path, bytes: blob.bytes }
}
