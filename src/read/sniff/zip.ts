import type { DocumentFormat } from '../../model/index.js'
import { BrokenDirectory, centralRecords, directoryBounds } from '../containers/zip/directory.js'
import { findZip } from '../containers/zip/layout.js'

/** Most names read from a directory: package formats put their own first. */
const NAMES = 2000

/** ODF and EPUB name themselves in a first, stored entry (ODF 1.3 part 2, 3.3; OCF 3.3, 4.3). */
const MIME: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^application\/epub\+zip/, 'epub'],
  [/^application\/vnd\.(oasis\.opendocument|sun\.xml)\.(text|writer)/, 'odt'],
  [/^application\/vnd\.(oasis\.opendocument|sun\.xml)\.(spreadsheet|calc)/, 'ods'],
  [/^application\/vnd\.(oasis\.opendocument|sun\.xml)\.(presentation|impress)/, 'odp'],
  [/^application\/vnd\.(oasis\.opendocument|sun\.xml)\./, 'odg'],
]

const TYPICAL_ENTRIES: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^\/?OFD\.xml$/i, 'ofd'],
  [/^\/?uof\.xml$/i, 'uof'],
  [/^\/?word\/[^/]+\.xml$/i, 'docx'],
  [/^\/?xl\/workbook[^/]*\.(xml|bin)$/i, 'xlsx'],
  [/^\/?ppt\/presentation[^/]*\.xml$/i, 'pptx'],
  [/^\/?visio\/document\.xml$/i, 'vsdx'],
  [/\.fdseq(\/\[\d+\](\.last)?\.piece)?$/i, 'xps'],
  [/^META-INF\/container\.xml$/i, 'epub'],
]

/** The format of a zip package, by its media type or the names of its entries; `zip` for any other. */
export function zipFormat(bytes: Uint8Array): DocumentFormat {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mime = storedMime(view)
  const byMime = MIME.find(([pattern]) => pattern.test(mime))
  if (byMime) return byMime[1]
  const listed = directoryNames(view)
  const names = new Set(listed.length > 0 ? listed : localNames(view))
  for (const [pattern, format] of TYPICAL_ENTRIES) {
    for (const name of names) if (pattern.test(name.replaceAll('\\', '/'))) return format
  }
  return names.has('content.xml') && names.has('META-INF/manifest.xml') ? 'odt' : 'zip'
}

function storedMime(view: Buffer): string {
  if (view.length < 38 || view.readUInt16LE(26) !== 8) return ''
  if (view.subarray(30, 38).toString('latin1') !== 'mimetype' || view.readUInt16LE(8) !== 0) return ''
  const start = 38 + view.readUInt16LE(28)
  return view.subarray(start, start + 100).toString('latin1')
}

/** Names in the central directory, as far as it can be read. */
function directoryNames(view: Buffer): string[] {
  const bounds = findZip(view)
  if (!bounds) return []
  const names: string[] = []
  try {
    const archive = view.subarray(bounds.start, bounds.end)
    for (const { rawName } of centralRecords(archive, directoryBounds(archive, bounds))) {
      if (names.push(rawName.toString('latin1')) >= NAMES) break
    }
  } catch (error) {
    if (!(error instanceof BrokenDirectory)) throw error
  }
  return names
}

/** Names in local headers, for a package that is truncated before its directory. */
function localNames(view: Buffer): string[] {
  const names: string[] = []
  let at = view.indexOf('PK\x03\x04', 0, 'latin1')
  while (at >= 0 && at + 30 <= view.length && names.length < NAMES) {
    const length = view.readUInt16LE(at + 26)
    names.push(view.subarray(at + 30, at + 30 + length).toString('latin1'))
    at = view.indexOf('PK\x03\x04', at + 30 + length, 'latin1')
  }
  return names
}
