import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import PizZip from 'pizzip'
import { LIMITS, type Reading, type Screening } from '../../../src/model/index.js'
import { read } from '../../../src/read/index.js'
import { fillTemplate, formValues, type FormOptions } from '../../../src/report/form/index.js'
import { HEAD } from '../screenings.js'

const root = resolve(import.meta.dirname, '../../..')

/** The template that comes with the package. */
export const SHIPPED = readFileSync(join(root, 'data/forms/review-form.zh-CN.docx'))
export const ZH: FormOptions = { language: 'zh-CN', day: '2026-11-26' }

/** The review form of these screenings. */
export function filled(screenings: readonly Screening[], options: FormOptions = ZH, template: Uint8Array = SHIPPED): Uint8Array {
  return fillTemplate(template, formValues(HEAD, screenings, options), 'template.docx')
}

/** A form as the project's own reader reads it. */
export function readBack(form: Uint8Array): Promise<Reading> {
  return read({ path: 'form.docx', bytes: form }, { limits: LIMITS })
}

/** All that the reader says of a form, in one text. */
export function textOf({ parts }: Reading): string {
  return parts.map(({ text }) => text).join('\n')
}

/** The entries of a package as text. */
export function zipOf(bytes: Uint8Array): Record<string, string> {
  const zip = new PizZip(bytes)
  return Object.fromEntries(Object.keys(zip.files).map((name) => [name, zip.file(name)!.asText()]))
}

/** The shipped template with other words in its first paragraph. */
export function templateSaying(words: string): Uint8Array {
  const zip = new PizZip(SHIPPED)
  zip.file('word/document.xml', zip.file('word/document.xml')!.asText().replace('政府信息公开保密审查表', words))
  return zip.generate({ type: 'uint8array' })
}
