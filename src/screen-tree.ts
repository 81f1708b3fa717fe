import { withMembers } from './judge/index.js'
import type { Document, Gap, Screening } from './model/index.js'
import type { ReadOptions } from './read/index.js'
import { screenDocument, type Engine } from './screen.js'

/**
 * Screens a document and all that is inside it: the document first, then its members, depth first. What lies deeper
 * than `limits.depth`, or past `limits.entries` members in all, is a gap of the document that holds it; all that is
 * inflated on the way, members' members included, stays within `limits.inflatedBytes`, so that no nesting multiplies
 * it. A document's verdict is the gravest of its own and its members'.
 */
export async function screenTree(document: Document, engine: Engine, signal?: AbortSignal): Promise<Screening[]> {
  const reading = { inflation: { bytes: 0 }, ...(signal && { signal }) }
  return screenBranch(document, { engine, left: engine.limits.entries, reading }, 0)
}

interface Walk {
  readonly engine: Engine
  readonly reading: Omit<ReadOptions, 'limits'>
  /** Members that may still be opened. */
  left: number
}

async function screenBranch(document: Document, walk: Walk, depth: number): Promise<Screening[]> {
  const { screening, members } = await screenDocument(document, walk.engine, walk.reading)
  const within: Screening[][] = []
  const gaps: Gap[] = []
  for (const member of members) {
    walk.reading.signal?.throwIfAborted()
    const limit = depth >= walk.engine.limits.depth ? 'depth' : walk.left-- <= 0 ? 'entries' : undefined
    if (limit) gaps.push(unopened(document, member, limit, walk.engine.limits[limit]))
    else within.push(await screenBranch(member, walk, depth + 1))
  }
  const closest = within.map((branch) => branch[0]!)
  return [withMembers(screening, gaps, closest), ...within.flat()]
}

function unopened(outer: Document, member: Document, limit: string, value: number): Gap {
  return { piece: member.path.slice(outer.path.length + 1), reason: 'limit-exceeded', args: { limit, value } }
}
