import type { DocumentFormat } from '../model/index.js'
import type { Reader } from './reader.js'

/** Each format's reader, loaded when the first document of that format is met. */
export const READERS: Readonly<Partial<Record<DocumentFormat, () => Promise<Reader>>>> = {
  text: async () => (await import('./text.js')).readText,
  pdf: async () => (await import('./pdf.js')).readPdf,
  html: async () => (await import('./html.js')).readHtml,
  markdown: async () => (await import('./markdown.js')).readMarkdown,
  csv: async () => (await import('./csv.js')).readCsv,
  xml: async () => (await import('./markup.js')).readMarkup,
  fodt: async () => (await import('./odf.js')).readFlatOdf,
  wordml: async () => (await import('./markup.js')).readMarkup,
  docx: async () => (await import('./docx.js')).readDocx,
  xlsx: async () => (await import('./xlsx.js')).readXlsx,
  pptx: async () => (await import('./pptx.js')).readPptx,
  doc: async () => (await import('./doc.js')).readDoc,
  xls: async () => (await import('./xls.js')).readXls,
  ppt: async () => (await import('./ppt.js')).readPpt,
  cfb: async () => (await import('./compound.js')).readCompound,
  zip: async () => (await import('./archive-zip.js')).readZip,
  eml: async () => (await import('./eml.js')).readEml,
  mbox: async () => (await import('./mbox.js')).readMbox,
  ofd: async () => (await import('./ofd.js')).readOfd,
  '7z': async () => (await import('./archive-packed.js')).readArchive,
  rar: async () => (await import('./archive-packed.js')).readArchive,
  gz: async () => (await import('./archive-packed.js')).readPackedFile,
  bz2: async () => (await import('./archive-packed.js')).readPackedFile,
  xz: async () => (await import('./archive-packed.js')).readPackedFile,
  tar: async () => (await import('./archive-tar.js')).readTar,
  odt: async () => (await import('./odf.js')).readOdf,
  ods: async () => (await import('./odf.js')).readOdf,
  odp: async () => (await import('./odf.js')).readOdf,
  odg: async () => (await import('./odf.js')).readOdf,
  msg: async () => (await import('./msg.js')).readMsg,
  rtf: async () => (await import('./rtf.js')).readRtf,
  epub: async () => (await import('./epub.js')).readEpub,
  'apple-double': async () => (await import('./apple-double.js')).readAppleDouble,
  'ds-store': async () => (await import('./ds-store.js')).readDsStore,
  data: async () => (await import('./data-text.js')).readData,
}

/** Formats whose content is a picture: what they show is read by looking at them, where that can be done. */
export const PICTURES: ReadonlySet<DocumentFormat> = new Set([
  'png', 'jpg', 'gif', 'bmp', 'tiff', 'webp', 'heic', 'jp2', 'jb2', 'psd', 'emf', 'wmf', 'djvu',
])

/** Formats that pack what they hold: there is no plain text in their bytes to sweep for, only accidents. */
export const PACKED: ReadonlySet<DocumentFormat> = new Set([
  'zip', '7z', 'rar', 'gz', 'bz2', 'xz', 'zst', 'lz4', 'cab',
  'mp3', 'mp4', 'ogg', 'flac', 'matroska', 'asf', 'flv', 'wav', 'avi',
  'encrypted-ooxml', 'xlsx', 'pptx', 'docx', 'odt', 'ods', 'odp', 'odg', 'ofd', 'epub', 'vsdx', 'xps',
])

/** Formats whose bytes are text: what their readers find nothing in still says something as it stands. */
export const TEXTUAL: ReadonlySet<DocumentFormat> = new Set([
  'text', 'data', 'csv', 'html', 'markdown', 'xml', 'wordml', 'fodt', 'rtf', 'eml', 'mbox',
])
