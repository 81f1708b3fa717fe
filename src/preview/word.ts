import mammoth from 'mammoth'
import { LIMITS } from '../model/index.js'
import { Budget } from '../read/budget.js'
import { openZip } from '../read/containers/zip/zip.js'
import { parseMarkup, type ReadableText } from './parse-markup.js'

/**
 * Converts a Word document to readable text: paragraphs, headings, lists, tables, notes. Pictures are left out, files
 * outside the package are not opened, and a style map embedded in the document is ignored. Undefined for a package that
 * would take too much memory.
 * @throws whatever mammoth throws for a broken package
 */
export async function wordText(bytes: Uint8Array, mostUnits: number): Promise<ReadableText | undefined> {
  const { entries } = openZip(bytes, new Budget(LIMITS))
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_INFLATED) return undefined
  const noPicture = mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, {
    convertImage: noPicture, externalFileAccess: false, includeEmbeddedStyleMap: false, idPrefix: 'x',
  })
  return parseMarkup(value, mostUnits)
}

/** mammoth keeps the whole package and its tree in memory: about ten times this. */
const MOST_INFLATED = 32 * 1024 * 1024
