import type { Place, Visibility } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { ClassifiedRun } from '../../page/visibility.js'
import type { Run } from '../../page/drawing.js'
import { annotationBox, type AnnotationData, type ReadPage } from './read-page.js'
import type { StyleTable } from '../../page/style-table.js'
import { writeLines } from '../../page/write-lines.js'

/** Parts that the annotations of all pages fill. */
export interface AnnotationParts {
  readonly annotation: PartBuilder
  readonly field: PartBuilder
  readonly link: PartBuilder
  readonly script: PartBuilder
  /** Files that annotations carry. */
  readonly files: AttachedFile[]
  /** What fields on pages have told already. */
  readonly told: Set<string>
}

export interface AttachedFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly description: string
}

export function annotationParts(): AnnotationParts {
  return {
    annotation: new PartBuilder('annotation'),
    field: new PartBuilder('form-field'),
    link: new PartBuilder('link'),
    script: new PartBuilder('markup', 'script'),
    files: [],
    told: new Set(),
  }
}

/** Flags of ISO 32000-1, table 165: Invisible, Hidden, NoView. */
const UNSEEN = 0b100011

/** Writes what the annotations of one page say: their appearance as it is drawn, then every text they carry. */
export function writeAnnotations(page: ReadPage, number: number, parts: AnnotationParts, styles: StyleTable): void {
  const appearances = byOwner(page.drawing.runs)
  for (const annotation of page.annotations) {
    const box = annotationBox(annotation, page.view).map((value) => Math.round(value * 100) / 100)
    const place: Place = { page: number, box: box as unknown as NonNullable<Place['box']> }
    const unseen = (Number(annotation.annotationFlags) & UNSEEN) !== 0
    const isField = annotation.subtype === 'Widget'
    const builder = isField ? parts.field : parts.annotation
    const drawn = appearances.get(String(annotation.id)) ?? []
    writeLines(drawn.map((run) => sightOf(run, unseen)), { page: number }, builder, styles)
    const told = new Set(drawn.map(({ text }) => text))
    for (const { text, visibility, to } of saysOf(annotation, unseen)) {
      if (told.has(text)) continue
      told.add(text)
      if (isField) parts.told.add(text)
      const target = to === 'own' ? builder : parts[to]
      target.block(text, place, visibility).separate('\n')
    }
    const file = fileOf(annotation)
    if (file) parts.files.push(file)
  }
}

function byOwner(runs: readonly Run[]): Map<string, Run[]> {
  const found = new Map<string, Run[]>()
  for (const run of runs) {
    if (run.owner === undefined) continue
    const list = found.get(run.owner)
    if (list) list.push(run)
    else found.set(run.owner, [run])
  }
  return found
}

function sightOf(run: Run, unseen: boolean): ClassifiedRun {
  return { run, visibility: unseen || run.hidden ? 'hidden' : 'visible' }
}

interface Says {
  readonly text: string
  readonly visibility: Visibility
  readonly to: 'own' | 'link' | 'script'
}

function saysOf(annotation: AnnotationData, unseen: boolean): Says[] {
  const seen: Visibility = unseen ? 'hidden' : 'visible'
  const own = (value: unknown, visibility: Visibility): Says[] =>
    strings(value).map((text) => ({ text, visibility, to: 'own' as const }))
  const { contentsObj, titleObj, richText, fieldValue, defaultFieldValue, fieldName } = annotation
  const { alternativeText, options, url, unsafeUrl, dest, actions, buttonValue, exportValue } = annotation
  return [
    ...own(contentsObj, seen),
    ...own((richText as { str?: unknown } | undefined)?.str, seen),
    ...own(fieldValue, seen),
    ...own([defaultFieldValue, options, buttonValue, exportValue], 'hidden'),
    ...own([titleObj, fieldName, alternativeText], 'metadata'),
    ...strings([unsafeUrl ?? url, typeof dest === 'string' ? dest : undefined])
      .map((text) => ({ text, visibility: 'metadata' as const, to: 'link' as const })),
    ...strings(actions).map((text) => ({ text, visibility: 'metadata' as const, to: 'script' as const })),
  ]
}

/** Every string in a value of pdf.js: plain ones, `{ str }`, lists and records of them. */
export function strings(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (typeof value !== 'object' || value === null || depth > 6 || ArrayBuffer.isView(value)) return []
  const record = value as Record<string, unknown>
  if (typeof record.str === 'string') return strings(record.str, depth + 1)
  const values = value instanceof Map ? [...value.values()] : Object.values(record)
  return values.flatMap((each) => strings(each, depth + 1))
}

function fileOf({ file }: AnnotationData): AttachedFile | undefined {
  return toFile(file)
}

/** An attachment as pdf.js hands it out. */
export function toFile(value: unknown): AttachedFile | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { filename, content, description } = value as Record<string, unknown>
  if (typeof filename !== 'string') return undefined
  return {
    name: filename,
    bytes: content instanceof Uint8Array ? content : new Uint8Array(),
    description: typeof description === 'string' ? description : '',
  }
}
