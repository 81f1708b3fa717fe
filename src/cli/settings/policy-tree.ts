import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { codeOf, readBounded, withCode } from '../../source/files/bounded-file.js'
import type { PolicySource } from '../../model/index.js'

/** A tree of files that a policy is read from. Paths in it are absolute. */
export interface PolicyTree {
  readonly source: 'found' | 'folder' | 'commit'
  /** Absent for other trees, and for a commit that does not exist yet. */
  readonly commit?: string
  /** The search for a configuration begins here, and ends at `top`. */
  readonly folder: string
  readonly top: string
  /** In `screen git` with a named folder: what paths in the work tree, which belongs to the change, stand for. */
  readonly workTree?: PolicyTree
  /** What reports and complaints call a file. */
  nameOf(file: string): string
  /** Undefined if there is no such file. @throws an error with a code that `causeOf` knows */
  read(file: string, most: number): Promise<Buffer | undefined>
  /** Whether a file is in a folder, at the end of its links. */
  holds(folder: string, file: string): Promise<boolean>
}

/** A file of a policy, and the way to read it and the files it names. */
export interface PolicyPath {
  readonly file: string
  /** What reports and complaints call it. */
  readonly name: string
  readonly source: PolicySource
  readonly commit?: string
  readonly nameOf: PolicyTree['nameOf']
  readonly read: PolicyTree['read']
}

/** No files: for commands that find no policy where they happen to run. */
export function emptyTree(): PolicyTree {
  return { ...folderTree('folder', process.cwd()), read: async () => undefined, holds: async () => false }
}

/** The files of a folder: the working folder, or one that was named. */
export function folderTree(source: 'found' | 'folder', folder: string): PolicyTree {
  return {
    source, folder, top: source === 'found' ? repositoryRoot(folder) ?? folder : folder,
    nameOf: displayName, read: readFile, holds,
  }
}

/**
 * A path that was typed: relative to the working folder, and anywhere. Where a change is screened, a path in the work
 * tree means the file of the commit before it: the one in the work tree belongs to what is checked.
 */
export function namedPath(path: string, tree: PolicyTree): PolicyPath {
  const file = resolve(path)
  const home = tree.workTree ?? (tree.source === 'commit' ? tree : undefined)
  if (home && isInside(home.top, file)) return pathIn(home, file)
  return { file, name: path, source: 'command-line', nameOf: displayName, read: readFile }
}

/** A file of a tree. */
export function pathIn({ source, commit, nameOf, read }: PolicyTree, file: string): PolicyPath {
  return { file, name: nameOf(file), source, ...(commit !== undefined && { commit }), nameOf, read }
}

/** Reads a file that must exist. @throws an error with a code that `causeOf` knows */
export async function readRequired({ file, source, read }: PolicyPath, most: number): Promise<Buffer> {
  const bytes = await read(file, most)
  if (bytes) return bytes
  throw withCode(source === 'commit' ? 'not-in-commit' : 'ENOENT')
}

/** Outside a repository only the folder is searched, so that a stray file in /tmp or / has no effect. */
function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

/** Relative to the working folder for files in it. */
export function displayName(file: string): string {
  const name = relative(process.cwd(), file)
  return isBelow(name) ? name : file
}

async function readFile(file: string, most: number): Promise<Buffer | undefined> {
  try {
    return await readBounded(file, most)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

/** Git's own folder belongs to no policy: its configuration can hold credentials. */
async function holds(folder: string, file: string): Promise<boolean> {
  const end = await realpath(file).catch(() => file)
  const home = end === file ? folder : await realpath(folder)
  return isInside(home, end) && !relative(home, end).split(sep).includes('.git')
}

/** The path at the end of its links; a path that leads nowhere as it is. */
export function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path))
}

/** Whether a path is below a folder, by its name alone. */
export function isInside(folder: string, file: string): boolean {
  return isBelow(relative(folder, file))
}

function isBelow(name: string): boolean {
  return name !== '' && name !== '..' && !name.startsWith(`..${sep}`) && !isAbsolute(name)
}
