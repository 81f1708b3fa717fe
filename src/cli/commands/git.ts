import { LIMITS, ScreenError, type Screening } from '../../model/index.js'
import { suppressUntouched } from '../../judge/index.js'
import { listGitSources, type GitRequest, type LineRange } from '../../source/index.js'
import type { ExitStatus } from '../exit-status.js'
import type { RawOptions } from '../command-line/raw-options.js'
import { createRecorder } from '../screening/recorder.js'
import { screenFrom } from '../screening/screen-run.js'
import { resolveSettings } from '../settings/settings.js'
import type { CommandRun } from './command.js'

/** `screen git`: screens what a change brings into the repository of the working folder. @throws ScreenError */
export async function gitCommand({ given, io, say }: CommandRun): Promise<ExitStatus> {
  const request = requestOf(given)
  if (!request) throw new ScreenError('git-one-of')
  if (given.changedLines && request.kind === 'history') throw new ScreenError('git-one-of')
  const settings = await resolveSettings(given)
  const touched = new Map<string, readonly LineRange[]>()
  const found = listGitSources(request, {
    folder: process.cwd(),
    env: io.env.PATH === undefined ? { ...process.env, ...io.env } : io.env,
    inputBytes: settings.limits.inputBytes ?? LIMITS.inputBytes,
    ...(given.changedLines && {
      onChangedLines: (path: string, lines: readonly LineRange[]) => void touched.set(path, lines),
    }),
  })
  return screenFrom(() => found, settings, io, {
    nothing: say.change.nothing,
    adjust: (screenings) => leaveOut(screenings, touched),
    onScreening: await createRecorder(given, settings),
  })
}

/** Exactly one of the three. */
function requestOf({ staged, range, history }: RawOptions): GitRequest | undefined {
  const asked: GitRequest[] = [
    ...(staged ? [{ kind: 'staged' } as const] : []),
    ...(range !== undefined ? [{ kind: 'range', range } as const] : []),
    ...(history ? [{ kind: 'history' } as const] : []),
  ]
  return asked.length === 1 ? asked[0] : undefined
}

/** A document that holds others is left as it is: its verdict counts theirs. They come directly after it. */
async function* leaveOut(
  screenings: AsyncIterable<Screening>, touched: ReadonlyMap<string, readonly LineRange[]>,
): AsyncGenerator<Screening> {
  const alone = (screening: Screening): Screening => {
    const lines = touched.get(screening.path)
    return lines ? suppressUntouched(screening, lines) : screening
  }
  let held: Screening | undefined
  for await (const next of screenings) {
    if (held) yield next.path.startsWith(`${held.path}!`) ? held : alone(held)
    held = next
  }
  if (held) yield alone(held)
}
