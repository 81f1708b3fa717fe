import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { mistake } from '../../lexicon/validation.js'
import { readYaml } from '../../lexicon/yaml-file.js'
import { complain, LIMITS, ScreenError, SEVERITIES, type Limits } from '../../model/index.js'
import { OCR_MODES } from '../../read/picture-reader.js'
import { LANGUAGES } from '../../report/index.js'
import { FORMATS, SEGMENTER_CHOICES } from '../command-line/choices.js'

const text = v.pipe(v.string(), v.nonEmpty(mistake('empty')))
const limit = v.pipe(v.number(), v.integer(), v.minValue(1))
const limits = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, v.optional(limit)]))

/**
 * The keys of a configuration. `reveal`, `allow-incomplete` and `output` are missing on purpose: whoever weakens the
 * answer or shows content must do so on the command line, in plain sight.
 */
const schema = v.strictObject({
  'format': v.optional(v.picklist(FORMATS)),
  'lexicons': v.optional(v.array(text)),
  'default-lexicons': v.optional(v.boolean()),
  'fail-on': v.optional(v.picklist(SEVERITIES)),
  'show-suppressed': v.optional(v.boolean()),
  'lang': v.optional(v.picklist(LANGUAGES)),
  'jobs': v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256))),
  'waivers': v.optional(text),
  'key': v.optional(text),
  'require-signed': v.optional(text),
  'segmenter': v.optional(v.picklist(SEGMENTER_CHOICES)),
  'ocr': v.optional(v.picklist(OCR_MODES)),
  'form': v.optional(v.strictObject({ 'template': v.optional(text), 'sign-off': v.optional(v.array(text)) })),
  'limits': v.optional(v.strictObject(limits)),
})

/** A valid configuration. */
export interface Config extends Omit<v.InferOutput<typeof schema>, 'limits'> {
  readonly limits?: Partial<Limits>
  readonly file: string
}

/**
 * Reads a configuration file in YAML or JSON. Paths in it are relative to the file, and are returned as absolute paths.
 * @throws ScreenError `configuration` with every complaint
 */
export async function loadConfig(file: string): Promise<Config> {
  const source = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw configError([complain({ file, line: 1, column: 1 }, 'file-unreadable', { code: cause.code ?? 'UNKNOWN' })])
  })
  const empty = source.split('\n').every((line) => /^\s*(?:#|$)/.test(line))
  const read = readYaml(file, empty ? '{}' : source, schema)
  if (read.value === undefined) throw configError(read.complaints)
  return { ...resolvePaths(read.value, dirname(resolve(file))), file }
}

function resolvePaths(config: v.InferOutput<typeof schema>, folder: string): Omit<Config, 'file'> {
  const { lexicons, waivers, key, 'require-signed': requireSigned, form, ...others } = config
  return {
    ...(others as Omit<Config, 'file'>),
    ...(lexicons && { lexicons: lexicons.map((path) => resolve(folder, path)) }),
    ...(waivers !== undefined && { waivers: resolve(folder, waivers) }),
    ...(key !== undefined && { key: resolve(folder, key) }),
    ...(form && {
      form: { ...form, ...(form.template !== undefined && { template: resolve(folder, form.template) }) },
    }),
    ...(requireSigned !== undefined && { 'require-signed': resolve(folder, requireSigned) }),
  }
}

function configError(complaints: NonNullable<ScreenError['details']['complaints']>): ScreenError {
  return new ScreenError('configuration-invalid', {}, { complaints })
}
