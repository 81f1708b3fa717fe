import type { DocumentFormat } from '../model/index.js'

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
