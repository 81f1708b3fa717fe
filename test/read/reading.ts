import { LIMITS, type Limits, type Part, type PartKind, type Reading, type Visibility } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'

/** Reads bytes or text under a name, with bounds of one's own where they matter. */
export function reading(path: string, content: string | Uint8Array, limits: Partial<Limits> = {}): Promise<Reading> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return read({ path, bytes }, { limits: { ...LIMITS, ...limits } })
}

/** All text of one kind in a reading, parts one below the other. */
export function told({ parts }: Reading, kind: PartKind): string {
  return parts.filter((part) => part.kind === kind).map((part) => part.text).join('')
}

/** The visibility of each block with `words` that is not an echo. */
export function shownAs(parts: readonly Part[], words: string): Visibility[] {
  return parts.flatMap((part) => part.blocks
    .filter((block) => !block.echo && part.text.slice(block.start, block.end).includes(words))
    .map((block) => block.visibility))
}

/** Blocks ascend, do not overlap, are not empty, and only separators lie between them. */
export function brokenBlocks(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    let end = 0
    const wrong = part.blocks.filter((block) => {
      const between = part.text.slice(end, block.start)
      const holds = block.start >= end && block.end > block.start && /^[\t\n\f]?$/.test(between)
      end = block.end
      return !holds
    })
    return wrong.length > 0 || !/^[\t\n\f]?$/.test(part.text.slice(end)) ? [`${part.kind} ${part.name}`] : []
  })
}
