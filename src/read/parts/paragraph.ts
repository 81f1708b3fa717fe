import type { Place, TextStyle, Visibility } from '../../model/index.js'
import type { PartBuilder, Separator } from './part-builder.js'

/** A range of one paragraph with the same visibility and style. */
export interface Run {
  readonly text: string
  readonly visibility: Visibility
  /** A tracked insertion: on the page now, removed when the revision is rejected. */
  readonly inserted?: boolean
  readonly style?: TextStyle
}

/**
 * Writes one paragraph in every view that a reader of the published file can get, each on its own line: what the page
 * shows; with hidden text revealed; with tracked deletions restored and insertions removed. So 机[器]密 with 器 deleted
 * reads 机密 on the page, and 机[器密] with both deleted is found in the old view. Text already written by an earlier
 * view is repeated as an echo. The views after the first go to `otherViews`, which may be the same builder.
 */
export function writeParagraph(
  runs: readonly Run[],
  place: Place,
  page: PartBuilder,
  otherViews: PartBuilder = page,
  separator: Separator = '\n',
): void {
  writeView(runs.filter(onPage), () => false, place, page, separator)
  if (runs.some((run) => shown(run) === 'hidden')) {
    writeView(runs.filter((run) => shown(run) !== 'deleted'), onPage, place, otherViews, '\n')
  }
  if (runs.some((run) => shown(run) === 'deleted')) {
    writeView(runs.filter((run) => !run.inserted), (run) => shown(run) !== 'deleted', place, otherViews, '\n')
  }
}

/** Everything that is neither visible nor deleted counts as hidden here: covered text can be uncovered too. */
function shown(run: Run): 'visible' | 'hidden' | 'deleted' {
  if (run.visibility === 'deleted') return 'deleted'
  return run.visibility === 'visible' || run.visibility === 'metadata' ? 'visible' : 'hidden'
}

function onPage(run: Run): boolean {
  return shown(run) === 'visible'
}

function writeView(
  runs: readonly Run[],
  echo: (run: Run) => boolean,
  place: Place,
  builder: PartBuilder,
  separator: Separator,
): void {
  for (const run of joinAlike(runs, echo)) builder.block(run.text, place, run.visibility, echo(run), run.style)
  builder.separate(separator)
}

/** Joined runs have the style of the longest of them. */
function joinAlike(runs: readonly Run[], echo: (run: Run) => boolean): Run[] {
  const joined: Run[] = []
  let longest = 0
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && last.visibility === run.visibility && echo(last) === echo(run)) {
      const style = run.text.length > longest ? run.style : last.style
      joined[joined.length - 1] = { ...last, text: last.text + run.text, ...(style && { style }) }
      longest = Math.max(longest, run.text.length)
    } else {
      joined.push(run)
      longest = run.text.length
    }
  }
  return joined
}
