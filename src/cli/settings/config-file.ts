import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { formatKeyPath, mistake, type KeyPath } from '../../lexicon/validation.js'
import { readYaml } from '../../lexicon/yaml-file.js'
import {
  complain, LIMITS, ScreenError, SEVERITIES, type Complaint, type FilePosition, type LeftOptions,
  type Limits,
} from '../../model/index.js'
import { OCR_MODES } from '../../read/picture-reader.js'
import { LANGUAGES } from '../../report/index.js'
import { leftSchema } from '../../screener-options.js'
import { FORMATS, SEGMENTER_CHOICES } from '../command-line/choices.js'

const text = v.pipe(v.string(), v.nonEmpty(mistake('empty')))
const MAX_LEXICONS = 256
const limit = v.pipe(v.number(), v.integer(), v.minValue(1))
const limits = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, v.optional(limit)]))

/**
 * The keys of a configuration. `reveal`, `allow-incomplete` and `output` are missing on purpose: whoever weakens the
 * answer or shows content must do so on the command line, in plain sight.
 */
const schema = v.strictObject({
  'format': v.optional(v.picklist(FORMATS)),
  // In a commit each costs some processes of git, before and after the change.
  'lexicons': v.optional(v.pipe(v.array(text), v.maxLength(MAX_LEXICONS))),
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
  'left': v.optional(leftSchema),
  'form': v.optional(v.strictObject({ 'template': v.optional(text), 'sign-off': v.optional(v.array(text)) })),
  'limits': v.optional(v.strictObject(limits)),
})

type Values = v.InferOutput<typeof schema>

/** A valid configuration. Its paths are absolute. */
export interface Config extends Omit<Values, 'limits' | 'left'> {
  readonly left?: LeftOptions
  readonly limits?: Partial<Limits>
}

/** The file of a configuration. */
export interface ConfigFile {
  /** Absolute. */
  readonly file: string
  /** What complaints call it. */
  readonly name: string
  /** Whether a path is allowed in it; absent where every path is. */
  readonly allows?: (path: string) => Promise<boolean>
}

/**
 * Reads the text of a configuration, in YAML or JSON. Paths in it are relative to the file.
 * @throws ScreenError `configuration` with every complaint
 */
export async function parseConfig({ file, name, allows }: ConfigFile, source: string): Promise<Config> {
  const empty = source.split('\n').every((line) => /^\s*(?:#|$)/.test(line))
  const read = readYaml(name, empty ? '{}' : source, schema)
  if (read.value === undefined) throw configError(read.complaints)
  const config = resolvePaths(read.value, dirname(file))
  const complaints: Complaint[] = []
  for (const [at, path] of allows ? pathsOf(config) : []) {
    const position = { ...(read.positionOf(at) as FilePosition), path: formatKeyPath(at) }
    if (!(await allows!(path))) complaints.push(complain(position, 'path-outside'))
  }
  if (complaints.length > 0) throw configError(complaints)
  return config
}

function resolvePaths(config: Values, folder: string): Config {
  const { lexicons, waivers, key, 'require-signed': requireSigned, form, ...others } = config
  return {
    ...(others as Config),
    ...(lexicons && { lexicons: lexicons.map((path) => resolve(folder, path)) }),
    ...(waivers !== undefined && { waivers: resolve(folder, waivers) }),
    ...(key !== undefined && { key: resolve(folder, key) }),
    ...(form && {
      form: { ...form, ...(form.template !== undefined && { template: resolve(folder, form.template) }) },
    }),
    ...(requireSigned !== undefined && { 'require-signed': resolve(folder, requireSigned) }),
  }
}

/** Every path of a configuration, and the keys that lead to it. */
function pathsOf({ lexicons = [], form, ...config }: Config): [KeyPath, string][] {
  const single = (['waivers', 'key', 'require-signed'] as const).map((key): [KeyPath, string | undefined] =>
    [[key], config[key]])
  const all: [KeyPath, string | undefined][] = [
    ...lexicons.map((path, index): [KeyPath, string] => [['lexicons', index], path]), ...single,
    [['form', 'template'], form?.template],
  ]
  return all.filter((entry): entry is [KeyPath, string] => entry[1] !== undefined)
}

function configError(complaints: readonly Complaint[]): ScreenError {
  return new ScreenError('configuration-invalid', {}, { complaints })
}
