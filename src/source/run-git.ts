import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { ScreenError } from '../model/index.js'

/** Which repository, as git itself would find it. */
export interface GitPlace {
  /** A folder in the repository. */
  readonly folder: string
  /** What git's hooks set (`GIT_INDEX_FILE`) is taken over. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What a repository may configure to be run is not run, and nothing is written to it. */
const SAFE = [
  '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false',
  '--no-pager', '--literal-pathspecs', '--no-replace-objects',
]

/** Starts git without a shell. */
export function startGit({ folder, env }: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [...SAFE, ...args], {
    cwd: folder,
    env: {
      ...env,
      GIT_EXTERNAL_DIFF: undefined,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      LC_ALL: 'C',
    },
  })
}

/**
 * Runs git to its end and gives what it printed. @throws ScreenError `usage` when there is no git or it ends with a
 * status that is not among `fine`; its first line of complaint is told, which names commits and files,
 * never their content
 */
export function git(place: GitPlace, args: readonly string[], fine: readonly number[] = [0]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = startGit(place, args)
    const out: Buffer[] = []
    let complaint = ''
    child.stdout.on('data', (data: Buffer) => out.push(data))
    child.stderr.on('data', (data: Buffer) => (complaint = (complaint + data.toString()).slice(0, 500)))
    child.on('error', (cause: NodeJS.ErrnoException) => {
      reject(new ScreenError('git-missing', { code: cause.code ?? 'UNKNOWN' }, { cause }))
    })
    child.on('close', (status) => {
      if (status !== null && fine.includes(status)) resolve(Buffer.concat(out))
      else {
        const said = complaint.split('\n')[0]!.replace(/^fatal: /, '') || `exit ${status}`
        reject(new ScreenError('git-failed', { command: args[0]!, detail: said }))
      }
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end()
  })
}
