import type { Screening } from '../../model/index.js'
import type { ReportHead } from '../report.js'
import { formValues, type FormOptions } from './form-values.js'

/**
 * Options of `renderForm`.
 * @example
 * const template = await readFile('审查表.docx')
 * const options: RenderFormOptions = { template, day: '2026-11-30', language: 'zh-CN' }
 */
export interface RenderFormOptions extends FormOptions {
  /** A Word file (.docx) with the tags of `docs/form-template.md`. */
  readonly template: Uint8Array
  /** What errors call the template. Default: `template`. */
  readonly templateName?: string
}

/**
 * Fills in the review form (保密审查表) of one document, a Word file: the first of `screenings`; the others are the
 * documents inside it. The same input gives the same bytes. docxtemplater is loaded at the first call.
 * @throws ScreenError `configuration` when the template is not a Word file or has unknown tags
 * @example
 * await writeFile('form.docx', await renderForm(head, screenings, { template, day: '2026-11-30', language: 'en' }))
 */
export async function renderForm(
  head: ReportHead, screenings: readonly Screening[], options: RenderFormOptions,
): Promise<Uint8Array> {
  const { fillTemplate } = await import('./fill-template.js')
  const { template, templateName = 'template', ...others } = options
  return fillTemplate(template, formValues(head, screenings, others), templateName)
}
