import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { ScreenError } from '../../model/index.js'

/** Where git runs: it finds the repository from here. */
export interface GitRepository {
  /** A folder in the repository. */
  readonly folder: string
  /** The environment, with what git sets for its hooks (`GIT_INDEX_FILE`). */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether it is read also if it belongs to another user. */
  readonly trusted?: boolean
}

/** Programs that the repository's configuration names are not run, and nothing is written to the repository. */
const SAFE_OPTIONS = [
  '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'core.warnAmbiguousRefs=true',
  '--no-pager', '--literal-pathspecs', '--no-replace-objects',
]

/** Starts git without a shell. */
export function startGit(
  { folder, env, trusted = false }: GitRepository, args: readonly string[],
): ChildProcessWithoutNullStreams {
  return spawn('git', [...SAFE_OPTIONS, ...(trusted ? ['-c', 'safe.directory=*'] : []), ...args], {
    cwd: folder,
    env: {
      ...env,
      GIT_EXTERNAL_DIFF: undefined,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      // No connection for what a partial clone does not have; versions before 2.39.4 know only the second.
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: 'none',
      LC_ALL: 'C',
    },
  })
}

/**
 * Runs git and returns its output.
 * @param accepted exit statuses that are no error
 * @param most bytes of output: a few objects can stand for any number of files, as trees of trees that are the same
 * @throws ScreenError `usage` when git is missing or fails, or a name stands for a tag and a branch. The error has the
 * first line of git's message, which names commits and files, never their content.
 */
export function git(
  repository: GitRepository, args: readonly string[], accepted: readonly number[] = [0], most = MAX_OUTPUT,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = startGit(repository, args)
    const output: Buffer[] = []
    let message = ''
    let length = 0
    child.stdout.on('data', (data: Buffer) => {
      output.push(data)
      length += data.length
      if (length > most) child.kill()
    })
    child.stderr.on('data', (data: Buffer) => (message = (message + data.toString()).slice(0, 500)))
    child.on('error', (cause: NodeJS.ErrnoException) => {
      reject(new ScreenError('git-missing', { code: cause.code ?? 'UNKNOWN' }, { cause }))
    })
    child.on('close', (status) => {
      const isAccepted = status !== null && accepted.includes(status)
      const fault = length > most ? 'too much output' : AMBIGUOUS.exec(message)?.[1]
      if (isAccepted && fault === undefined) return resolve(Buffer.concat(output))
      const detail = fault ?? (message.split('\n')[0]!.replace(/^fatal: /, '') || `exit ${status}`)
      reject(new ScreenError('git-failed', { command: args[0]!, detail }))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end()
  })
}

/** A list of a million files takes about 100 MB. */
const MAX_OUTPUT = 256 * 1024 * 1024

/**
 * Git takes the tag, which whoever may push can make: the name of the base would stand for their own commit. The full
 * name of a commit always means that commit.
 */
const AMBIGUOUS = /^warning: (refname '(?!(?:[0-9a-f]{40}|[0-9a-f]{64})')[^\n]*' is ambiguous)/m
