import { git, type GitRepository } from './run-git.js'

/** Reads files of one state of a repository, which never comes from the working tree. */
export interface GitTree {
  /**
   * Reads a file by its path from the root of the repository; undefined if there is none.
   * @throws an error with a `code` for anything but a regular file of at most `most` bytes
   */
  read(path: string, most: number): Promise<Buffer | undefined>
  /** Whether it has a folder of its own there: not a link, nor a submodule. */
  isFolder(path: string): Promise<boolean>
}

/**
 * The files of a commit, of the index, or none.
 * @param repository its folder is the root of the work tree
 */
export function gitTree(repository: GitRepository, state: string | undefined): GitTree {
  const entryAt = async (path: string) => (state === undefined ? undefined : entryOf(repository, state, path))
  return {
    isFolder: async (path) => (await entryAt(path))?.mode === FOLDER,
    read: async (path, most) => {
      const entry = await entryAt(path)
      if (!entry) return undefined
      const { mode, id } = entry
      if (mode === '120000') throw coded('symbolic-link')
      if (!mode.startsWith('100')) throw coded('EISDIR')
      const size = Number((await git(repository, ['cat-file', '-s', id])).toString())
      if (size > most) throw coded('too-large')
      return git(repository, ['cat-file', 'blob', id])
    },
  }
}

/** The state of the index, which the next commit will have. */
export const INDEX = 'index'

/** The mode of a folder in a commit. The index has none. */
const FOLDER = '040000'

interface Entry {
  readonly mode: string
  readonly id: string
}

async function entryOf(repository: GitRepository, state: string, path: string): Promise<Entry | undefined> {
  const command = state === INDEX
    ? ['ls-files', '-z', '--stage', '--full-name', '--', path]
    : ['ls-tree', '-z', '--full-tree', state, '--', path]
  const lines = (await git(repository, command)).toString().split('\0')
  const line = lines.find((one) => one.slice(one.indexOf('\t') + 1) === path)
  const [mode, second, third] = line?.slice(0, line.indexOf('\t')).split(' ') ?? []
  if (mode === undefined) return undefined
  if (state === INDEX && third !== '0') throw coded('unmerged')
  return { mode, id: (state === INDEX ? second : third)! }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code })
}
