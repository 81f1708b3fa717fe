import type { Place, Visibility } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { ClassifiedRun } from '../../page/visibility.js'
import type { Run } from '../../page/drawing.js'
import { annotationBox, type AnnotationData, type ReadPage } from './read-page.js'
import type { StyleTable } from '../../page/style-table.js'
import { writeLines } from '../../page/write-lines.js'

/** The parts for the annotations of all pages. */
export interface AnnotationParts {
  readonly annotation: PartBuilder
  readonly field: PartBuilder
  readonly link: PartBuilder
  readonly script: PartBuilder
  /** Files attached to annotations. */
  readonly files: AttachedFile[]
  /** Texts of form fields that are reported already. */
  readonly fieldTexts: Set<string>
}

/** An embedded file (ISO 32000-1, 7.11.4). */
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
    fieldTexts: new Set(),
  }
}

/** Annotation flags Invisible, Hidden and NoView (ISO 32000-1, table 165). */
const HIDDEN_FLAGS = 0b100011

/** Writes the text of the annotations of one page: their appearance as it is drawn, then all their other texts. */
export function writeAnnotations(page: ReadPage, number: number, parts: AnnotationParts, styles: StyleTable): void {
  const appearances = byOwner(page.drawing.runs)
  for (const annotation of page.annotations) {
    const box = annotationBox(annotation, page.view).map((value) => Math.round(value * 100) / 100)
    const place: Place = { page: number, box: box as unknown as NonNullable<Place['box']> }
    const hidden = (Number(annotation.annotationFlags) & HIDDEN_FLAGS) !== 0
    const isField = annotation.subtype === 'Widget'
    const builder = isField ? parts.field : parts.annotation
    const drawn = appearances.get(String(annotation.id)) ?? []
    writeLines(drawn.map((run) => classify(run, hidden)), { page: number }, builder, styles)
    const written = new Set(drawn.map(({ text }) => text))
    for (const { text, visibility, to } of textsOf(annotation, hidden)) {
      if (written.has(text)) continue
      written.add(text)
      if (isField) parts.fieldTexts.add(text)
      const target = to === 'own' ? builder : parts[to]
      target.block(text, place, visibility).separate('\n')
    }
    const file = attachedFile(annotation.file)
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

function classify(run: Run, hidden: boolean): ClassifiedRun {
  return { run, visibility: hidden || run.hidden ? 'hidden' : 'visible' }
}

/** A text of an annotation and the part that it belongs to: `own` is that of the annotation itself. */
interface AnnotationText {
  readonly text: string
  readonly visibility: Visibility
  readonly to: 'own' | 'link' | 'script'
}

function textsOf(annotation: AnnotationData, hidden: boolean): AnnotationText[] {
  const shown: Visibility = hidden ? 'hidden' : 'visible'
  const own = (value: unknown, visibility: Visibility): AnnotationText[] =>
    stringsIn(value).map((text) => ({ text, visibility, to: 'own' as const }))
  const { contentsObj, titleObj, richText, fieldValue, defaultFieldValue, fieldName } = annotation
  const { alternativeText, options, url, unsafeUrl, dest, actions, buttonValue, exportValue } = annotation
  return [
    ...own(contentsObj, shown),
    ...own((richText as { str?: unknown } | undefined)?.str, shown),
    ...own(fieldValue, shown),
    ...own([defaultFieldValue, options, buttonValue, exportValue], 'hidden'),
    ...own([titleObj, fieldName, alternativeText], 'metadata'),
    ...stringsIn([unsafeUrl ?? url, typeof dest === 'string' ? dest : undefined])
      .map((text) => ({ text, visibility: 'metadata' as const, to: 'link' as const })),
    ...stringsIn(actions).map((text) => ({ text, visibility: 'metadata' as const, to: 'script' as const })),
  ]
}

/** All strings in a value of pdf.js: strings, `{ str }`, and lists and records of them. */
export function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (typeof value !== 'object' || value === null || depth > 6 || ArrayBuffer.isView(value)) return []
  const record = value as Record<string, unknown>
  if (typeof record.str === 'string') return stringsIn(record.str, depth + 1)
  const values = value instanceof Map ? [...value.values()] : Object.values(record)
  return values.flatMap((each) => stringsIn(each, depth + 1))
}

/** Converts an attachment of pdf.js. Undefined for other values. */
export function attachedFile(value: unknown): AttachedFile | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { filename, content, description } = value as Record<string, unknown>
  if (typeof filename !== 'string') return undefined
  return {
    name: filename,
    bytes: content instanceof Uint8Array ? content : new Uint8Array(),
    description: typeof description === 'string' ? description : '',
  }
}
