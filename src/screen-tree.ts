import type { InterimFindings } from './interim.js'
import { withMembers } from './judge/index.js'
import { maskPath } from './mask/index.js'
import { nextTurn, turnIsOver, type Document, type Gap, type Screening } from './model/index.js'
import { partObserver, type ReadOptions } from './read/index.js'
import { screenDocument, type ScreenContext } from './screen.js'

/**
 * Screens a document and everything inside it: the document first, then its members, depth first. Members deeper than
 * `limits.depth`, or after the first `limits.entries`, are gaps of the document that holds them. Everything that is
 * inflated, at any depth, counts towards `limits.inflatedBytes`, so that nesting multiplies nothing. A document's
 * verdict is the gravest of its own and its members'.
 * @param interim follows what is found before the end
 * @throws only the reason of an aborted signal
 */
export async function screenTree(
  document: Document, context: ScreenContext, signal?: AbortSignal, interim?: InterimFindings,
): Promise<Screening[]> {
  const reading = { inflation: { bytes: 0 }, ...(signal && { signal }) }
  const walk = { context, membersLeft: context.limits.entries, reading, interim }
  const screen = (): Promise<Screening[]> => screenBranch(document, walk, 0)
  return interim ? partObserver.run(interim, screen) : screen()
}

interface Walk {
  readonly context: ScreenContext
  readonly reading: Omit<ReadOptions, 'limits'>
  /** How many members may still be opened. */
  membersLeft: number
  /** Follows what is found, for a caller that asked. */
  readonly interim: InterimFindings | undefined
}

async function screenBranch(document: Document, walk: Walk, depth: number): Promise<Screening[]> {
  walk.interim?.begin(document)
  const { screening, members, mask } = await screenDocument(document, walk.context, walk.reading)
  walk.interim?.finish(screening)
  const branches: Screening[][] = []
  const gaps: Gap[] = []
  for (const member of members) {
    if (turnIsOver()) await nextTurn(walk.reading.signal)
    walk.reading.signal?.throwIfAborted()
    const limit = depth >= walk.context.limits.depth ? 'depth' : walk.membersLeft-- <= 0 ? 'entries' : undefined
    if (limit) {
      const piece = maskPath(member.path.slice(document.path.length + 1), mask)
      gaps.push({ piece, reason: 'limit-exceeded', args: { limit, value: walk.context.limits[limit] } })
    } else branches.push(await screenBranch(member, walk, depth + 1))
  }
  const own = branches.map(([first]) => first!)
  return [withMembers(screening, gaps, own), ...branches.flat()]
}
