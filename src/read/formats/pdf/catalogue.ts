import type { Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { stringsIn, attachedFile, type AnnotationParts, type AttachedFile } from './annotations.js'
import type { Opened } from './open.js'
import { readXmp } from './xml.js'

/** Document-level content: properties, bookmarks, page labels, destinations, layers, scripts, attachments. */
export interface Catalogue {
  readonly parts: readonly (PartBuilder | Part | undefined)[]
  readonly files: readonly AttachedFile[]
}

/** Reads the document-level content. What pdf.js does not give is left to the string collector. */
export async function readCatalogue(
  { pdf }: Opened, budget: Budget, parts: AnnotationParts,
): Promise<Catalogue> {
  const { info, metadata } = (await orUndefined(pdf.getMetadata())) ?? {}
  const outline = (await orUndefined(pdf.getOutline())) ?? []
  const names = Object.keys((await orUndefined(pdf.getDestinations())) ?? {})
  const labels = ((await orUndefined(pdf.getPageLabels())) ?? []).filter((label, i) => label !== String(i + 1))
  const attachments = (await orUndefined(pdf.getAttachments())) as Record<string, unknown> | null | undefined
  const layers = (await orUndefined(pdf.getOptionalContentConfig())) as { getGroups?: () => unknown } | undefined
  const scripts = [await orUndefined(pdf.getJSActions()), await orUndefined(pdf.getOpenAction())]
  addTexts(parts.script, stringsIn(scripts))
  const values = fieldTexts(await orUndefined(pdf.getFieldObjects())).filter((text) => !parts.fieldTexts.has(text))
  addTexts(parts.field, values)
  return {
    parts: [
      infoPart(info),
      await readXmp(metadata?.getRaw(), budget),
      bookmarks(outline as Outline),
      addTexts(new PartBuilder('bookmark', 'destinations'), names),
      addTexts(new PartBuilder('metadata', 'page labels'), [...new Set(labels)]),
      addTexts(new PartBuilder('metadata', 'layers'), layerNames(layers?.getGroups?.())),
    ],
    files: Object.values(attachments ?? {}).flatMap((file) => attachedFile(file) ?? []),
  }
}

/** The values of the information dictionary, each with its key. */
function infoPart(info: unknown): PartBuilder {
  const builder = new PartBuilder('metadata', 'Info')
  const entries = typeof info === 'object' && info !== null ? Object.entries(info) : []
  for (const [key, value] of entries) {
    for (const text of stringsIn(value, 1)) builder.labelled(text, key).separate('\n')
  }
  return builder
}

async function orUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch(() => undefined)
}

function addTexts(builder: PartBuilder, texts: readonly string[]): PartBuilder {
  for (const text of texts) builder.block(text, {}, 'metadata').separate('\n')
  return builder
}

type Outline = readonly {
  readonly title?: string
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

/** Names of form fields, and values that no widget shows. */
function fieldTexts(fields: unknown): string[] {
  if (typeof fields !== 'object' || fields === null) return []
  const entries = fields instanceof Map ? [...fields] : Object.entries(fields)
  const texts = entries.flatMap(([name, widgets]) => [String(name), ...(widgets as unknown[]).flatMap(fieldValues)])
  return [...new Set(texts)]
}

function fieldValues(widget: unknown): string[] {
  if (typeof widget !== 'object' || widget === null) return []
  const { value, defaultValue, items, exportValues, actions } = widget as Record<string, unknown>
  return stringsIn([value, defaultValue, items, exportValues, actions])
}

function layerNames(groups: unknown): string[] {
  if (typeof groups !== 'object' || groups === null) return []
  const records = groups instanceof Map ? [...groups.values()] : Object.values(groups)
  return records.flatMap((group) => stringsIn((group as { name?: unknown } | null)?.name))
}

/** Makes members of the attached files, and a part of their names and descriptions. */
export function readAttachments(files: readonly AttachedFile[], { document, budget }: Intake): Readout {
  const part = new PartBuilder('attachment')
  const readout = new ReadoutBuilder()
  for (const { name, bytes, description } of files) {
    part.block(name, {}, 'metadata').separate('\n').block(description, {}, 'metadata').separate('\n')
    if (!budget.takeEntry(name) || !budget.takeInflated(name, bytes.length, 0)) continue
    readout.member(`${document.path}!${name}`, bytes)
  }
  return readout.part(part).build()
}
