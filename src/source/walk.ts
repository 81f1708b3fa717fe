import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { wholeGap, type Source } from './source.js'

/** What a walk may be told. */
export interface WalkOptions {
  /** Left out where they are met in a folder: the command's own unfinished report, its ledger. Absolute paths. */
  readonly except?: readonly string[]
}

/**
 * Everything under the paths a user named, in their order; folders in byte order of the names, whatever the machine.
 * Nothing is left out: hidden files, `.git` and `node_modules` are walked too, and what cannot be screened (links
 * inside folders, devices, what the system refuses) comes as a gap. A named path that holds nothing at all is a gap.
 * Streams: memory grows with the largest folder and the depth, not with the number of files.
 */
export async function* walk(paths: readonly string[], options: WalkOptions = {}): AsyncGenerator<Source> {
  for (const path of paths) yield* walkNamed(path, options)
}

async function* walkNamed(path: string, options: WalkOptions): AsyncGenerator<Source> {
  const file = Buffer.from(path)
  const facts = await stat(file).catch(refusal)
  if (typeof facts === 'string') yield refused(path, facts)
  else if (facts.isDirectory()) yield* walkFolder({ path, file }, options)
  else yield sourceOf({ path, file }, facts, true)
}

/** What lies at a path that was met, and not named by the user: links there are not followed. */
export async function sourceAt(path: string): Promise<Source> {
  const file = Buffer.from(path)
  const facts = await lstat(file).catch(refusal)
  return typeof facts === 'string' ? refused(path, facts) : sourceOf({ path, file }, facts, false)
}

interface Spot {
  readonly path: string
  readonly file: Buffer
}

/** Depth first with a stack of its own: generators inside generators would cost every file the depth it lies at. */
async function* walkFolder(root: Spot, options: WalkOptions): AsyncGenerator<Source> {
  const stack: (Spot & { readonly entry?: Dirent<Buffer> })[] = [root]
  let any = false
  for (let spot = stack.pop(); spot; spot = stack.pop()) {
    const entry = spot.entry && (await typed(spot, spot.entry))
    if (entry && !(typeof entry !== 'string' && entry.isDirectory())) {
      any = true
      yield typeof entry === 'string' ? refused(spot.path, entry) : sourceOf(spot, entry, false)
      continue
    }
    const entries = await readdir(spot.file, { withFileTypes: true, encoding: 'buffer' }).catch(refusal)
    if (typeof entries === 'string') {
      any = true
      yield refused(spot.path, entries)
    } else stack.push(...children(spot, entries, options))
  }
  if (!any) yield wholeGap(root.path, 'empty')
}

/** In reverse, since the stack gives them back from its end. */
function children(
  folder: Spot, entries: Dirent<Buffer>[], { except = [] }: WalkOptions,
): (Spot & { readonly entry: Dirent<Buffer> })[] {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`
  const bytes = Buffer.from(folder.file.at(-1) === SLASH ? folder.file : Buffer.concat([folder.file, Buffer.of(SLASH)]))
  return entries
    .sort((a, b) => Buffer.compare(b.name, a.name))
    .map((entry) => ({ path: base + shownName(entry.name), file: Buffer.concat([bytes, entry.name]), entry }))
    .filter(({ entry, file }) => !except.some((absolute) => isFile(entry, file, absolute)))
}

const SLASH = 0x2f

/** The name is compared first: a path costs as much to resolve as all the rest of a step of the walk. */
function isFile({ name }: Dirent<Buffer>, file: Buffer, absolute: string): boolean {
  return name.equals(Buffer.from(basename(absolute))) && resolve(file.toString()) === absolute
}

/** Some file systems do not say in the listing what an entry is. */
async function typed(spot: Spot, entry: Dirent<Buffer>): Promise<Dirent<Buffer> | Stats | string> {
  const known = entry.isFile() || entry.isDirectory() || entry.isSymbolicLink() || entry.isFIFO() || entry.isSocket() ||
    entry.isBlockDevice() || entry.isCharacterDevice()
  return known ? entry : lstat(spot.file).catch(refusal)
}

function sourceOf({ path, file }: Spot, facts: Dirent<Buffer> | Stats, follow: boolean): Source {
  if (facts.isFile()) return { kind: 'file', path, file, follow }
  return wholeGap(path, facts.isSymbolicLink() ? 'link-not-followed' : 'not-a-file')
}

const DECODERS = ['utf-8', 'gb18030'].map((encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }))

/** Names that are not UTF-8 come from Chinese systems of old: GB18030 where it explains them. */
function shownName(name: Buffer): string {
  for (const decoder of DECODERS) {
    try {
      return decoder.decode(name)
    } catch {
      continue
    }
  }
  return name.toString('latin1')
}

function refusal(error: NodeJS.ErrnoException): string {
  return error.code ?? 'UNKNOWN'
}

function refused(path: string, code: string): Source {
  if (code === 'ENOENT' || code === 'ENOTDIR') return wholeGap(path, 'not-found')
  return wholeGap(path, 'unreadable', { code })
}
