import type { Screening } from '../model/index.js'
import { GitBlobs } from './git-blobs.js'
import { changedLines, type LineRange } from './git-lines.js'
import { git, type GitPlace } from './run-git.js'
import { wholeGap, type Source } from './source.js'

/** What of a repository is to be screened. */
export type GitRequest =
  /** What the next commit would add or change. */
  | { readonly kind: 'staged' }
  /**
   * What the commits of a range (`A..B`, or one commit and all before it) bring in,
   * whether or not a later one takes it out.
   */
  | { readonly kind: 'range'; readonly range: string }
  /** What any commit of any branch or tag ever brought in. */
  | { readonly kind: 'history' }

export interface GitOptions extends GitPlace {
  /** Bytes one blob may have. */
  readonly inputBytes: number
  /** Called for a changed text before its source is given, with the lines the change made; not called for new files. */
  readonly onLines?: (path: Screening['path'], lines: readonly LineRange[]) => void
}

/**
 * The documents a change brings, read from git's own store: the work tree is never looked at, filters and hooks never
 * run. Each content under each name comes once. Deletions bring nothing. Links, submodules, missing and huge blobs and
 * pointers to large files kept elsewhere (LFS) are gaps. The paths are from the root of the repository; a content that
 * is no longer what the end of the range has under that name is told with its commit, `1a2b3c4d:docs/a.docx`.
 * @throws ScreenError `usage` when this is no repository or the range names no commits
 */
export async function* gitSources(request: GitRequest, options: GitOptions): AsyncGenerator<Source> {
  const blobs = new GitBlobs(options, options.inputBytes)
  const seen = new Set<string>()
  try {
    if (request.kind === 'history' && (await isShallow(options))) yield wholeGap('.git/shallow', 'partly-unreadable')
    for await (const change of changes(request, options)) {
      const key = `${change.newId} ${change.newMode} ${change.path}`
      if (seen.has(key)) continue
      seen.add(key)
      yield await sourceOf(change, blobs, options)
    }
  } finally {
    blobs.close()
  }
}

/** One entry of git's raw diff format. */
interface Change {
  /** As reports show it. */
  readonly path: string
  readonly status: string
  readonly newMode: string
  readonly oldId: string
  readonly newId: string
}

const RAW = [
  '--raw', '-z', '--no-abbrev', '--no-renames', '--no-relative', '--ignore-submodules=none',
  '--no-ext-diff', '--no-textconv',
]

async function* changes(request: GitRequest, place: GitPlace): AsyncGenerator<Change> {
  if (request.kind === 'staged') {
    const head = await git(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], [0, 1])
    const emptyTree = async () => (await git(place, ['hash-object', '-t', 'tree', '--stdin'])).toString().trim()
    const base = head.toString().trim() || await emptyTree()
    yield* rawChanges(await git(place, ['diff-index', '--cached', ...RAW, base, '--']))
    return
  }
  const revisions = request.kind === 'history' ? ['--all'] : ['--end-of-options', request.range]
  const list = await git(place, ['rev-list', '--reverse', '--topo-order', ...revisions, '--'])
  const commits = list.toString().split('\n').filter(Boolean)
  const end = new Set<string>()
  const tip = request.kind === 'history' ? 'HEAD' : commits.at(-1)
  if (tip !== undefined) {
    const tree = await git(place, ['ls-tree', '-r', '-z', tip], [0, 128])
    for (const entry of tree.toString('latin1').split('\0')) end.add(entry)
  }
  for (const commit of commits) {
    // Merges too: what a merge changes against each of its parents is what it brings by itself,
    // or what they brought before.
    const raw = await git(place, ['diff-tree', '-r', '-m', '--root', '--no-commit-id', ...RAW, commit, '--'])
    for (const change of rawChanges(raw, end)) {
      yield change.current ? change : { ...change, path: earlier(commit, change.path) }
    }
  }
}

/** A clone that was cut short does not hold all history. */
async function isShallow(place: GitPlace): Promise<boolean> {
  return (await git(place, ['rev-parse', '--is-shallow-repository'])).toString().trim() === 'true'
}

function earlier(commit: string, path: string): string {
  return `${commit.slice(0, 8)}:${path.includes('/') ? path : `./${path}`}`
}

/** `:oldmode newmode oldid newid status NUL path NUL`, read as bytes: names need not be UTF-8. */
function* rawChanges(raw: Buffer, end?: ReadonlySet<string>): Generator<Change & { current: boolean }> {
  const fields = raw.toString('latin1').split('\0')
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, newMode, oldId, newId, status] = fields[at]!.slice(1).split(' ')
    const path = fields[at + 1]!
    if (status === 'D') continue
    const kind = newMode === '160000' ? 'commit' : 'blob'
    const current = !end || end.has(`${newMode} ${kind} ${newId}\t${path}`)
    yield { path: shown(path), status: status!, newMode: newMode!, oldId: oldId!, newId: newId!, current }
  }
}

function shown(latin: string): string {
  const bytes = Buffer.from(latin, 'latin1')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return latin
}

const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/')

async function sourceOf(
  { path, status, newMode, oldId, newId }: Change, blobs: GitBlobs, options: GitOptions,
): Promise<Source> {
  if (newMode === '120000') return wholeGap(path, 'link-not-followed')
  if (newMode === '160000') return wholeGap(path, 'format-not-supported', { kind: 'submodule' })
  if (status === 'U' || /^0+$/.test(newId)) return wholeGap(path, 'unreadable', { code: 'unmerged' })
  const blob = await blobs.read(newId)
  if ('gap' in blob) return { kind: 'gap', path, gap: blob.gap }
  const isPointer = blob.bytes.subarray(0, LFS_POINTER.length).equals(LFS_POINTER)
  if (isPointer) return wholeGap(path, 'format-not-supported', { kind: 'git-lfs' })
  if (status === 'M' && options.onLines) {
    const lines = await changedLines(options, oldId, newId, blob.bytes)
    if (lines) options.onLines(path, lines)
  }
  return { kind: 'bytes', path, bytes: blob.bytes }
}
