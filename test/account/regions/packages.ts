import { packages } from '../../fuzz/fixtures.js'
import { entriesOf, type Entry } from '../../fuzz/packages.js'
import { zip, type ZipFile, type ZipOptions } from '../../builders/zip.js'
import type { Host, Insertion } from './region.js'

/** Zip archives and the document formats that are packages. */
export function packageHosts(): Host[] {
  return packages().map(({ name, bytes }) => {
    const entries = entriesOf(bytes)
    const names = NAMES[name.slice(2)] ?? []
    return {
      name, bytes,
      regions: { ...zipRegions(entries), ...entryRegions(entries), ...nameRegions(entries, [...names, ...COMMON_NAMES]) },
    }
  })
}

function build(files: readonly ZipFile[], options?: ZipOptions): Buffer {
  return Buffer.from(zip(files.map((file, at) => (at === 0 ? { ...file, stored: true } : file)), options))
}

function zipRegions(entries: readonly Entry[]): Record<string, Insertion> {
  const last = entries.length - 1
  const change = (more: (payload: Buffer) => Partial<ZipFile>): Insertion => (payload) =>
    build(entries.map((entry, at) => (at === last ? { ...entry, ...more(payload) } : entry)))
  return {
    'before the archive': (payload) => build(entries, { before: payload }),
    'behind the archive': (payload) => build(entries, { after: payload }),
    'in the comment': (payload) => (payload.length < 65536 ? build(entries, { comment: payload }) : undefined),
    'in the comment of an entry': change((payload) => ({ comment: payload })),
    'in an unknown extra field': change((payload) => ({ extra: extra(0xcafe, payload) })),
    'in a field of times': change((payload) => ({ extra: extra(0x5455, payload) })),
    'in room to grow': change((payload) => ({ localExtra: extra(0xa220, Buffer.concat([Buffer.alloc(4), payload])) })),
    'in a field of a local header': change((payload) => ({ localExtra: extra(0xcafe, payload) })),
    'in a Unicode path field': change((payload) =>
      ({ extra: extra(0x7075, Buffer.concat([Buffer.alloc(5), payload])) })),
    'behind the data of an entry': change((payload) => ({ tail: payload })),
    'in an entry that is not listed': (payload) => build([...entries, { name: 'x.txt', data: payload, unlisted: true }]),
    'in an entry between others': (payload) => build([entries[0]!, { name: 'x', data: payload }, ...entries.slice(1)]),
    'in a folder': (payload) => build([...entries, { name: 'folder/', data: payload }]),
    'in a second entry of a name': (payload) => build([...entries, { name: entries[last]!.name, data: payload }]),
    'in a first entry of a name': (payload) => build([...entries.slice(0, last),
      { name: entries[last]!.name, data: payload }, entries[last]!]),
    'before the directory': (payload) => spliced(build(entries), payload, 'before'),
    'behind the directory': (payload) => spliced(build(entries), payload, 'behind'),
    'in the zip64 end record': (payload) => {
      const file = build(entries, { zip64: true })
      const locator = file.lastIndexOf(Buffer.from('PK\x06\x07', 'latin1'))
      const end = file.lastIndexOf(Buffer.from('PK\x06\x06', 'latin1'))
      const head = Buffer.from(file.subarray(0, locator))
      head.writeBigUInt64LE(BigInt(44 + payload.length), end + 4)
      return Buffer.concat([head, payload, file.subarray(locator)])
    },
  }
}

function extra(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(Math.min(0xffff, data.length), 2)
  return Buffer.concat([head, data])
}

/** Bytes before the directory, whose offset takes account of them, or behind it. */
function spliced(file: Buffer, payload: Buffer, where: 'before' | 'behind'): Buffer {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const start = file.readUInt32LE(end + 16)
  const at = where === 'before' ? start : end
  const whole = Buffer.concat([file.subarray(0, at), payload, file.subarray(at)])
  if (where === 'before') whole.writeUInt32LE(start + payload.length, end + payload.length + 16)
  return whole
}

/** Each entry of the document replaced, and bytes behind its content. */
function entryRegions(entries: readonly Entry[]): Record<string, Insertion> {
  const put = (at: number, data: Buffer): Buffer =>
    build(entries.map((entry, index) => (index === at ? { ...entry, data } : entry)))
  return Object.fromEntries(entries.flatMap(({ name, data }, at): [string, Insertion][] => [
    [`instead of ${name}`, (payload) => put(at, payload)],
    [`behind the content of ${name}`, (payload) => put(at, Buffer.concat([data, payload]))],
    [`before the content of ${name}`, (payload) => put(at, Buffer.concat([payload, data]))],
  ]))
}

function nameRegions(entries: readonly Entry[], names: readonly string[]): Record<string, Insertion> {
  const known = new Set(entries.map(({ name }) => name))
  return Object.fromEntries(names.filter((name) => !known.has(name)).map((name): [string, Insertion] =>
    [`under the name ${name}`, (payload) => build([...entries, { name, data: payload }])]))
}

const COMMON_NAMES = ['x', 'x.bin', 'x.txt', 'x.xml', 'x.rels', 'x.dat', 'x.png', 'x.ttf', '[trash]/0000.dat', '.DS_Store',
  'mimetype.bak', 'x.wmf', 'x.emz', 'x.vml', 'x.svg', 'Thumbs.db', 'x.json', 'x.css', 'x.js', 'x.mp3', 'x.html',
  '__MACOSX/._x', 'x.ico']

/** Names that programs give to entries. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  docx: ['docProps/thumbnail.jpeg', 'docProps/thumbnail.emf', 'docProps/app.xml', 'docProps/custom.xml',
    'word/printerSettings/printerSettings1.bin', 'word/fonts/font1.odttf', 'word/fontTable.xml', 'word/theme/theme1.xml',
    'word/media/image1.png', 'word/media/image1.jpeg', 'word/vbaProject.bin', 'word/vbaData.xml', 'word/settings.xml',
    'word/webSettings.xml', 'word/styles.xml', 'word/activeX/activeX1.bin', 'word/activeX/activeX1.xml',
    'word/embeddings/oleObject1.bin', 'word/afchunk.htm', 'word/people.xml', 'word/glossary/document.xml',
    'word/_rels/footer1.xml.rels', 'customXml/item1.xml', 'customXml/itemProps1.xml', 'customXml/_rels/item1.xml.rels',
    '_xmlsignatures/sig1.xml', 'customUI/customUI.xml', 'docMetadata/LabelInfo.xml', 'word/attachedToolbars.bin'],
  xlsx: ['xl/printerSettings/printerSettings1.bin', 'xl/calcChain.xml', 'xl/theme/theme1.xml', 'xl/vbaProject.bin',
    'xl/connections.xml', 'xl/pivotCache/pivotCacheRecords1.xml', 'xl/externalLinks/externalLink1.xml',
    'xl/media/image1.png', 'xl/embeddings/oleObject1.bin', 'xl/ctrlProps/ctrlProp1.xml', 'xl/styles.xml',
    'xl/drawings/vmlDrawing9.vml', 'xl/revisions/revisionLog1.xml', 'xl/customProperty1.bin', 'docProps/thumbnail.wmf',
    'xl/queryTables/queryTable1.xml', 'xl/metadata.xml', 'xl/model/item.data', 'xl/worksheets/sheet9.bin'],
  pptx: ['ppt/presProps.xml', 'ppt/tableStyles.xml', 'ppt/tags/tag1.xml', 'ppt/fonts/font1.fntdata',
    'ppt/media/media1.mp4', 'ppt/media/audio1.wav', 'ppt/media/image1.png', 'ppt/theme/theme1.xml',
    'ppt/printerSettings/printerSettings1.bin', 'ppt/viewProps.xml', 'ppt/commentAuthors.xml', 'ppt/slides/slide2.xml',
    'ppt/embeddings/oleObject1.bin', 'ppt/ink/ink1.xml', 'docProps/thumbnail.jpeg'],
  odt: ['Thumbnails/thumbnail.png', 'Configurations2/accelerator/current.xml', 'layout-cache', 'manifest.rdf',
    'settings.xml', 'Object 1', 'Object 1/content.xml', 'ObjectReplacements/Object 1', 'Pictures/1.svm',
    'Basic/Standard/Module1.xml', 'Dialogs/Standard/Dialog1.xml', 'META-INF/documentsignatures.xml', 'Fonts/a.ttf',
    'Versions/Version1', 'Scripts/python/a.py', 'Configurations2/images/Bitmaps/a.png'],
  ods: ['Thumbnails/thumbnail.png', 'settings.xml', 'Object 1', 'ObjectReplacements/Object 1'],
  ofd: ['Doc_0/PublicRes.xml', 'Doc_0/DocumentRes.xml', 'Doc_0/Res/font.ttf', 'Doc_0/Res/image.jb2',
    'Doc_0/Res/image.png', 'Doc_0/Signs/Signatures.xml', 'Doc_0/Signs/Sign_0/SignedValue.dat',
    'Doc_0/Signs/Sign_0/Seal.esl', 'Doc_0/Signs/Sign_0/Signature.xml', 'Doc_0/Extensions.xml',
    'Doc_0/Versions/Version_0.xml', 'Doc_0/Pages/Page_9/Content.xml', 'Doc_0/Pages/Page_0/PageRes.xml',
    'Doc_0/CustomTags/CustomTag.xml', 'Doc_0/Temps/Temp_0/Content.xml'],
  epub: ['META-INF/encryption.xml', 'toc.ncx', 'style.css', 'two.xhtml', 'fonts/a.otf', 'images/cover.jpg',
    'META-INF/com.apple.ibooks.display-options.xml', 'script.js', 'audio.mp3'],
  zip: ['a/b.docx', '__MACOSX/._a.txt', '.git/index', 'desktop.ini', 'a.txt.bak'],
}
