import { suppressUntouched } from '../../judge/index.js'
import { LIMITS, ScreenError, type Screening } from '../../model/index.js'
import { listGitSources, type GitRepository, type GitRequest, type LineRange } from '../../source/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { ExitStatus } from '../exit-status.js'
import { processEnv } from '../io.js'
import { createRecorder } from '../screening/recorder.js'
import { reportPolicyChanges } from '../screening/policy-changes.js'
import { runScreening } from '../screening/run-screening.js'
import { changePolicy } from '../settings/change-policy.js'
import type { CommandContext } from './command.js'

/** `screen git`: screens what a change adds to the repository of the working directory. @throws ScreenError */
export async function gitCommand({ options, io, messages }: CommandContext): Promise<ExitStatus> {
  const request = requestOf(options)
  if (!request) throw new ScreenError('git-one-of')
  if (options.changedLines && request.kind === 'history') throw new ScreenError('git-one-of')
  const repository: GitRepository = { folder: process.cwd(), env: processEnv(io.env) }
  const { settings, changes } = await changePolicy(request, options, repository, io.env)
  const changedLines = new Map<string, readonly LineRange[]>()
  const sources = listGitSources(request, {
    ...repository,
    inputBytes: settings.limits.inputBytes ?? LIMITS.inputBytes,
    ...(options.changedLines && {
      onChangedLines: (path: string, lines: readonly LineRange[]) => void changedLines.set(path, lines),
    }),
  })
  const recorder = await createRecorder(options, settings)
  return runScreening(() => sources, settings, io, {
    emptyMessage: messages.change.nothing,
    adjust: (screenings) => reportPolicyChanges(suppressUnchanged(screenings, changedLines), changes),
    ...(recorder && { recorder }),
  })
}

/** The one of `--staged`, `--range` and `--history` that was given; undefined unless exactly one was. */
function requestOf({ staged, range, history }: RawOptions): GitRequest | undefined {
  const requests: GitRequest[] = [
    ...(staged ? [{ kind: 'staged' } as const] : []),
    ...(range !== undefined ? [{ kind: 'range', range } as const] : []),
    ...(history ? [{ kind: 'history' } as const] : []),
  ]
  return requests.length === 1 ? requests[0] : undefined
}

/**
 * Suppresses findings outside the changed lines. A document with members is left unchanged, because its verdict
 * includes theirs; members follow their document directly.
 */
async function* suppressUnchanged(
  screenings: AsyncIterable<Screening>, changedLines: ReadonlyMap<string, readonly LineRange[]>,
): AsyncGenerator<Screening> {
  const withoutMembers = (screening: Screening): Screening => {
    const lines = changedLines.get(screening.path)
    return lines ? suppressUntouched(screening, lines) : screening
  }
  let previous: Screening | undefined
  for await (const next of screenings) {
    if (previous) yield next.path.startsWith(`${previous.path}!`) ? previous : withoutMembers(previous)
    previous = next
  }
  if (previous) yield withoutMembers(previous)
}
