import type { Document, Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake } from '../../reader.js'
import { strings, toFile, type AnnotationParts, type AttachedFile } from './annotations.js'
import type { Opened } from './open.js'
import { readXmp } from './xml.js'

/** What stands beside the pages: properties, bookmarks, labels, names, layers, scripts. */
export interface Catalogue {
  readonly parts: readonly (PartBuilder | Part | undefined)[]
  readonly files: readonly AttachedFile[]
}

/** Reads what the catalogue of the document says. What pdf.js cannot give is left to the harvest of strings. */
export async function readCatalogue(
  { pdf }: Opened, budget: Budget, parts: AnnotationParts,
): Promise<Catalogue> {
  const { info, metadata } = (await quietly(pdf.getMetadata())) ?? {}
  const outline = (await quietly(pdf.getOutline())) ?? []
  const names = Object.keys((await quietly(pdf.getDestinations())) ?? {})
  const labels = ((await quietly(pdf.getPageLabels())) ?? []).filter((label, i) => label !== String(i + 1))
  const files = Object.values((await quietly(pdf.getAttachments())) as Record<string, unknown> ?? {})
  const layers = (await quietly(pdf.getOptionalContentConfig())) as { getGroups?: () => unknown } | undefined
  const scripts = [await quietly(pdf.getJSActions()), await quietly(pdf.getOpenAction())]
  fill(parts.script, strings(scripts))
  const elsewhere = fieldTexts(await quietly(pdf.getFieldObjects())).filter((text) => !parts.told.has(text))
  fill(parts.field, elsewhere)
  return {
    parts: [
      fill(new PartBuilder('metadata', 'Info'), strings(info)),
      readXmp(metadata?.getRaw?.() as unknown, budget),
      bookmarks(outline as Outline),
      fill(new PartBuilder('bookmark', 'destinations'), names),
      fill(new PartBuilder('metadata', 'page labels'), [...new Set(labels)]),
      fill(new PartBuilder('metadata', 'layers'), layerNames(layers?.getGroups?.())),
    ],
    files: files.flatMap((file) => toFile(file) ?? []),
  }
}

async function quietly<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch(() => undefined)
}

function fill(builder: PartBuilder, texts: readonly string[]): PartBuilder {
  for (const text of texts) builder.block(text, {}, 'metadata').separate('\n')
  return builder
}

type Outline = readonly {
  readonly title: string
  readonly url?: string | null
  readonly unsafeUrl?: string
  readonly items?: Outline
}[]

function bookmarks(outline: Outline): PartBuilder {
  const builder = new PartBuilder('bookmark')
  const open = [...outline].reverse()
  for (let item = open.pop(); item; item = open.pop()) {
    builder.block(item.title ?? '').separate('\n')
    builder.block(item.unsafeUrl ?? item.url ?? '', {}, 'metadata').separate('\n')
    for (const child of [...(item.items ?? [])].reverse()) open.push(child)
  }
  return builder
}

/** Names of fields and values they hold elsewhere than on a page. */
function fieldTexts(fields: unknown): string[] {
  if (typeof fields !== 'object' || fields === null) return []
  const entries = fields instanceof Map ? [...fields] : Object.entries(fields)
  const texts = entries.flatMap(([name, widgets]) => [String(name), ...(widgets as unknown[]).flatMap(fieldValues)])
  return [...new Set(texts)]
}

function fieldValues(widget: unknown): string[] {
  if (typeof widget !== 'object' || widget === null) return []
  const { value, defaultValue, items, exportValues, actions } = widget as Record<string, unknown>
  return strings([value, defaultValue, items, exportValues, actions])
}

function layerNames(groups: unknown): string[] {
  if (typeof groups !== 'object' || groups === null) return []
  const records = groups instanceof Map ? [...groups.values()] : Object.values(groups)
  return records.flatMap((group) => strings((group as { name?: unknown } | null)?.name))
}

/** Attached files as documents of their own, and the part that tells their names and descriptions. */
export function attach(
  files: readonly AttachedFile[],
  { document, budget }: Intake,
): { part: PartBuilder; members: Document[] } {
  const part = new PartBuilder('attachment')
  const members: Document[] = []
  for (const { name, bytes, description } of files) {
    part.block(name, {}, 'metadata').separate('\n').block(description, {}, 'metadata').separate('\n')
    if (!budget.takeEntry(name) || !budget.takeInflated(name, bytes.length, 0)) continue
    members.push({ path: `${document.path}!${name}`, bytes })
  }
  return { part, members }
}
