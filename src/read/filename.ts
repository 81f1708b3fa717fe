import type { DocumentFormat, Part } from '../model/index.js'
import { PartBuilder } from './parts/part-builder.js'
import { mismatchedExtension } from './sniff/endings.js'

/**
 * A document's name as a part: each folder inside a container on its own line, then the name without its extension,
 * then the extension. So the line of `方案—不予公开.wps` ends with the attribute, and `机密` of `机密.docx` has a line of
 * its own. Folders outside the outermost document are not published and not part of it.
 */
export function readFilename(path: string): Part {
  const builder = new PartBuilder('filename')
  for (const step of published(path)) builder.block(step, {}, 'metadata').separate('\n')
  return builder.build()
}

/** Text reported where the bytes are of another type than the extension claims; a rule of the lexicons matches it. */
export const EXTENSION_MISMATCH = '扩展名与内容不符'
/** Formats that are not a file type; a document with one of these becomes a gap. */
const TYPELESS: ReadonlySet<DocumentFormat> = new Set(['empty', 'unknown'])

/** A part for an extension that claims another type, `扩展名与内容不符：doc，rtf`; none where they agree. */
export function readExtensionMismatch(path: string, format: DocumentFormat): Part[] {
  const extension = TYPELESS.has(format) ? undefined : mismatchedExtension(path, format)
  if (extension === undefined) return []
  const text = `${EXTENSION_MISMATCH}：${extension}，${format}`
  return [new PartBuilder('filename', 'type').block(text, {}, 'metadata').build()]
}

function published(path: string): string[] {
  const inside = memberPath(path)
  const steps = (inside ?? path).split(/[/\\]+/).filter((step) => step !== '')
  const name = steps.pop() ?? ''
  const folders = inside === undefined ? [] : steps
  const dot = name.lastIndexOf('.')
  return dot > 0 ? [...folders, name.slice(0, dot), name.slice(dot + 1)] : [...folders, name]
}

/** What follows the last `!` that ends a container's name. A `!` inside a name (`注意!.txt`) does not end one. */
function memberPath(path: string): string | undefined {
  const cut = path.lastIndexOf('!')
  if (cut < 0 || !/\.[^./\\!]+$/.test(path.slice(0, cut))) return undefined
  return path.slice(cut + 1)
}
