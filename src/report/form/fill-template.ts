import Docxtemplater from 'docxtemplater'
import InspectModule from 'docxtemplater/js/inspect-module.js'
import PizZip from 'pizzip'
import { ScreenError } from '../../model/index.js'
import { FORM_TAGS, tagList, type FormTags } from './tags.js'

/** What is written in the places of tags; lists repeat what stands between their two tags. */
export interface FormValues {
  readonly [tag: string]: string | boolean | readonly (string | FormValues)[]
}

/**
 * Fills a Word template. Same template and values, same bytes. Values are text: nothing in them becomes markup or a
 * tag.
 * @throws ScreenError `configuration` when the file is no Word template, its tags do not match, or there is no such
 * tag
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

/** Without the two code points that no XML document may hold and that docxtemplater leaves in. */
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

/** What is wrong with the template, in the words of docxtemplater; a template is the user's own file. */
function reasonsOf(error: unknown): string {
  const { properties } = error as { properties?: { errors?: readonly unknown[]; explanation?: string } }
  const inner = properties?.errors?.map(reasonsOf)
  return inner?.join('; ') ?? properties?.explanation ?? (error instanceof Error ? error.message : String(error))
}

/** The one shape of docxtemplater's parts that is looked at. */
interface Tag {
  readonly value: string
  readonly module?: string
  readonly subparsed?: readonly unknown[]
}

/** Tags that no list around them knows; a tag that would put in raw markup is none of ours either. */
function unknownTags(tags: readonly unknown[], scopes: readonly FormTags[]): string[] {
  return (tags as readonly Tag[]).flatMap(({ value, module, subparsed }) => {
    const known = scopes.find((scope) => Object.hasOwn(scope, value))
    if (!known || module === 'rawxml') return [`{${module === 'rawxml' ? '@' : ''}${value}}`]
    const inner = known[value]
    return subparsed ? unknownTags(subparsed, inner ? [inner, ...scopes] : scopes) : []
  })
}
