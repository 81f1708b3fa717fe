import Docxtemplater from 'docxtemplater'
import InspectModule from 'docxtemplater/js/inspect-module.js'
import PizZip from 'pizzip'
import { ScreenError } from '../../model/index.js'
import { FORM_TAGS, tagList, type FormTags } from './tags.js'

/** The values of tags. A list repeats the text between its two tags. */
export interface FormValues {
  readonly [tag: string]: string | boolean | readonly (string | FormValues)[]
}

/**
 * Fills in a Word template. The same template and values give the same bytes. Values are text: nothing in them becomes
 * markup or a tag.
 * @throws ScreenError `configuration` when the file is not a Word template, its tags do not match, or a tag is unknown
 */
export function fillTemplate(template: Uint8Array, values: FormValues, file: string): Uint8Array {
  const inspector = new InspectModule()
  const document = open(template, inspector, file)
  const unknown = unknownTags(inspector.getAllStructuredTags(), [FORM_TAGS])
  if (unknown.length > 0) {
    const tags = [...new Set(unknown)].join(' ')
    throw new ScreenError('template-unknown-tags', { file, tags, known: tagList() })
  }
  return document.render(writable(values)).toUint8Array({ compression: 'DEFLATE' })
}

/** Replaces the two code points that XML forbids and docxtemplater does not remove. */
function writable(values: FormValues): FormValues {
  return JSON.parse(JSON.stringify(values).replace(/[\ufffe\uffff]/g, '\ufffd')) as FormValues
}

function open(template: Uint8Array, inspector: InspectModule, file: string): Docxtemplater {
  try {
    const zip = new PizZip(template)
    if (!zip.file('word/document.xml')) throw new Error('word/document.xml')
    return new Docxtemplater(zip, {
      modules: [inspector], paragraphLoop: true, linebreaks: true, errorLogging: false, stripInvalidXMLChars: true,
      nullGetter: () => '',
    })
  } catch (error) {
    throw new ScreenError('template-invalid', { file, reasons: reasonsOf(error) }, { cause: error })
  }
}

/** What is wrong with the template, in docxtemplater's words. The template is the user's own file: it may be quoted. */
function reasonsOf(error: unknown): string {
  const { properties } = error as { properties?: { errors?: readonly unknown[]; explanation?: string } }
  const inner = properties?.errors?.map(reasonsOf)
  return inner?.join('; ') ?? properties?.explanation ?? (error instanceof Error ? error.message : String(error))
}

/** What is used of docxtemplater's tags. */
interface Tag {
  readonly value: string
  readonly module?: string
  readonly subparsed?: readonly unknown[]
}

/** Tags that neither the form nor a list around them has, and tags that would insert raw markup. */
function unknownTags(tags: readonly unknown[], scopes: readonly FormTags[]): string[] {
  return (tags as readonly Tag[]).flatMap(({ value, module, subparsed }) => {
    const known = scopes.find((scope) => Object.hasOwn(scope, value))
    if (!known || module === 'rawxml') return [`{${module === 'rawxml' ? '@' : ''}${value}}`]
    const inner = known[value]
    return subparsed ? unknownTags(subparsed, inner ? [inner, ...scopes] : scopes) : []
  })
}
