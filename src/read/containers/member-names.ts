import type { Part } from '../../model/index.js'
import { PartBuilder } from '../parts/part-builder.js'

/**
 * Names in an archive that appear in no member's path: entries that did not become members and empty folders. Each
 * folder is on its own line, then the name, then its extension. Names with a `!` are included even for members, since
 * `readFilename` reads a member's path only from its last `!`.
 * @param names all names in the archive
 * @param memberNames names of the entries that became members
 */
export function archiveNames(names: readonly string[], memberNames: readonly string[]): Part[] {
  const covered = foldersOf(memberNames)
  for (const name of memberNames) if (!name.includes('!')) covered.add(name)
  const builder = new PartBuilder('filename', 'entries')
  for (const name of new Set([...names, ...memberNames])) {
    if (covered.has(name) || covered.has(name.replace(/(?<!\/)\/+$/, ''))) continue
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
