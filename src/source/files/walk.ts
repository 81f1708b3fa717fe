import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import { decodeName } from '../decode-name.js'
import { gapSource, type Source } from '../source.js'

/** What a walk leaves out. */
export interface WalkOptions {
  /** Whether to skip a file that was found in a folder: the unfinished report, the ledger. Gets its path in bytes. */
  readonly exclude?: (file: Uint8Array) => boolean
}

/**
 * Lists everything under the named paths, path by path; folders in the byte order of their names, which is the same on
 * every machine. Nothing is skipped: hidden files, `.git` and `node_modules` are listed too. What cannot be screened
 * (links in folders, devices, what the system refuses) is a gap, and so is an empty folder that was named. Memory grows
 * with the largest folder and the depth, not with the number of files.
 */
export async function* walk(paths: readonly string[], options: WalkOptions = {}): AsyncGenerator<Source> {
  for (const path of paths) yield* walkNamed(path, options)
}

async function* walkNamed(path: string, options: WalkOptions): AsyncGenerator<Source> {
  const file = Buffer.from(path)
  const stats = await stat(file).catch(codeOf)
  if (typeof stats === 'string') yield refused(path, stats)
  else if (stats.isDirectory()) yield* walkFolder({ path, file }, options)
  else yield sourceOf({ path, file }, stats, true)
}

/** The source at a path that was found and not named by the user: a link there is not followed. */
export async function sourceAt(path: string): Promise<Source> {
  const file = Buffer.from(path)
  const stats = await lstat(file).catch(codeOf)
  return typeof stats === 'string' ? refused(path, stats) : sourceOf({ path, file }, stats, false)
}

/** A path as reports show it, and in bytes. */
interface Place {
  readonly path: string
  readonly file: Buffer
}

/** Depth first, with a stack: with nested generators every file would cost one step per level of its depth. */
async function* walkFolder(root: Place, options: WalkOptions): AsyncGenerator<Source> {
  const stack: (Place & { readonly entry?: Dirent<Buffer> })[] = [root]
  let empty = true
  for (let place = stack.pop(); place; place = stack.pop()) {
    const entry = place.entry && (await withType(place, place.entry))
    if (entry && !(typeof entry !== 'string' && entry.isDirectory())) {
      empty = false
      yield typeof entry === 'string' ? refused(place.path, entry) : sourceOf(place, entry, false)
      continue
    }
    const entries = await readdir(place.file, { withFileTypes: true, encoding: 'buffer' }).catch(codeOf)
    if (typeof entries === 'string') {
      empty = false
      yield refused(place.path, entries)
    } else stack.push(...childrenOf(place, entries, options))
  }
  if (empty) yield gapSource(root.path, 'empty')
}

/** In reverse order, since the stack returns the last one first. */
function childrenOf(
  folder: Place, entries: Dirent<Buffer>[], { exclude }: WalkOptions,
): (Place & { readonly entry: Dirent<Buffer> })[] {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`
  const bytes = Buffer.from(folder.file.at(-1) === SLASH ? folder.file : Buffer.concat([folder.file, Buffer.of(SLASH)]))
  return entries
    .sort((a, b) => Buffer.compare(b.name, a.name))
    .map((entry) => ({ path: base + decodeName(entry.name), file: Buffer.concat([bytes, entry.name]), entry }))
    .filter(({ entry, file }) => entry.isDirectory() || !exclude?.(file))
}

const SLASH = 0x2f

/** Some file systems do not return the types of entries when a folder is listed. */
async function withType(place: Place, entry: Dirent<Buffer>): Promise<Dirent<Buffer> | Stats | string> {
  const known = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket() ||
    entry.isBlockDevice() || entry.isCharacterDevice()
  return known ? entry : lstat(place.file).catch(codeOf)
}

function sourceOf({ path, file }: Place, stats: Dirent<Buffer> | Stats, follow: boolean): Source {
  if (stats.isFile()) return { kind: 'file', path, file, follow }
  return gapSource(path, stats.isSymbolicLink() ? 'link-not-followed' : 'not-a-file')
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? 'UNKNOWN'
}

function refused(path: string, code: string): Source {
  if (code === 'ENOENT' || code === 'ENOTDIR') return gapSource(path, 'not-found')
  return gapSource(path, 'unreadable', { code })
}
