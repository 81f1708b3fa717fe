import type { DocumentFormat, Part } from '../model/index.js'
import { PartBuilder } from './parts/part-builder.js'
import { disagrees } from './sniff/endings.js'

/**
 * The name a document comes under, as a part: each folder inside a container on its own line, then the name without
 * its ending, then the ending, so that `方案—不予公开.wps` ends its line with the attribute and `机密.docx` stands alone.
 * Folders outside the outermost document are not published and not told.
 */
export function readFilename(path: string): Part {
  const builder = new PartBuilder('filename')
  for (const step of published(path)) builder.block(step, {}, 'metadata').separate('\n')
  return builder.build()
}

/**
 * What is told of a document whose bytes are of another type than its ending says; a rule of the lexicons looks for it.
 */
export const DISAGREES = '扩展名与内容不符'
/** Formats that are no type: what has one of these is a gap. */
const TYPELESS: ReadonlySet<DocumentFormat> = new Set(['empty', 'unknown'])

/** A part for a name that promises another type, `扩展名与内容不符：doc，rtf`; none where name and content agree. */
export function readEnding(path: string, format: DocumentFormat): Part[] {
  const ending = TYPELESS.has(format) ? undefined : disagrees(path, format)
  if (ending === undefined) return []
  return [new PartBuilder('filename', 'type').block(`${DISAGREES}：${ending}，${format}`, {}, 'metadata').build()]
}

function published(path: string): string[] {
  const inside = memberPath(path)
  const steps = (inside ?? path).split(/[/\\]+/).filter((step) => step !== '')
  const name = steps.pop() ?? ''
  const folders = inside === undefined ? [] : steps
  const dot = name.lastIndexOf('.')
  return dot > 0 ? [...folders, name.slice(0, dot), name.slice(dot + 1)] : [...folders, name]
}

/** What follows the last `!` that closes a container's name; a `!` within a name (`注意!.txt`) closes none. */
function memberPath(path: string): string | undefined {
  const cut = path.lastIndexOf('!')
  if (cut < 0 || !/\.[^./\\!]+$/.test(path.slice(0, cut))) return undefined
  return path.slice(cut + 1)
}
