import mammoth from 'mammoth'
import { LIMITS } from '../model/index.js'
import { Budget } from '../read/budget.js'
import { openZip } from '../read/containers/zip/zip.js'
import { readMarkup, type Readable } from './markup.js'

/**
 * A Word document as readable text: paragraphs, headings, lists, tables, notes. Pictures are left out, nothing
 * outside the package is looked at, and of the style map a document may bring nothing is taken. Undefined for a
 * package that would take too much memory.
 * @throws what mammoth throws on a broken package
 */
export async function wordText(bytes: Uint8Array, mostUnits: number): Promise<Readable | undefined> {
  const { entries } = openZip(bytes, new Budget(LIMITS))
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_INFLATED) return undefined
  const nothing = mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, {
    convertImage: nothing, externalFileAccess: false, includeEmbeddedStyleMap: false, idPrefix: 'x',
  })
  return readMarkup(value, mostUnits)
}

/** mammoth holds the whole package and its tree: some ten times this. */
const MOST_INFLATED = 32 * 1024 * 1024
