import type { Part } from '../../model/index.js'
import { PartBuilder } from '../parts/part-builder.js'

/**
 * Names in an archive that no member bears: of entries that could not be handed on and of folders without any, each
 * folder on a line of its own, then the name, then its ending. A name with a `!` is told too, since a member's path is
 * read from its last one.
 */
export function archiveNames(names: readonly string[], borne: readonly string[]): Part[] {
  const told = foldersOf(borne)
  for (const name of borne) if (!name.includes('!')) told.add(name)
  const builder = new PartBuilder('filename', 'entries')
  for (const name of new Set([...names, ...borne])) {
    if (told.has(name) || told.has(name.replace(/\/+$/, ''))) continue
    for (const step of stepsOf(name)) builder.block(step, {}, 'metadata').separate('\n')
  }
  return builder.empty ? [] : [builder.build()]
}

/** Every folder on the way to a member. */
function foldersOf(names: readonly string[]): Set<string> {
  const folders = new Set<string>()
  for (const name of names) {
    if (name.includes('!')) continue
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const folder = name.slice(0, at)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return folders
}

function stepsOf(name: string): string[] {
  const steps = name.split(/[/\\!]+/).filter((step) => step !== '')
  const last = steps.pop() ?? ''
  const dot = name.endsWith('/') ? 0 : last.lastIndexOf('.')
  return dot > 0 ? [...steps, last.slice(0, dot), last.slice(dot + 1)] : [...steps, last]
}
