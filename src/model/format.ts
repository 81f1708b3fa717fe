/**
 * The formats of documents, by their bytes; the file name can say otherwise. Extensions of one format share its
 * name: `.docm` and `.dotx` are `docx`, `.wps` is `doc` or `docx`.
 * @example
 * DOCUMENT_FORMATS.includes('docx') // true
 */
export const DOCUMENT_FORMATS = [
  // text
  'text', 'csv', 'markdown', 'html', 'xml', 'data', 'rtf', 'eml', 'mbox', 'fodt', 'wordml',
  'uof', // plain or a package
  'dxf',
  // office packages
  'docx', 'xlsx', 'pptx', 'encrypted-ooxml', 'odt', 'ods', 'odp', 'odg', 'ofd', 'epub', 'vsdx', 'xps',
  // compound files ([MS-CFB]); `cfb`: written by an unknown program
  'doc', 'xls', 'ppt', 'msg', 'vsd', 'pub', 'hwp', 'cfb',
  'pdf',
  // formats of single makers, without a public description: Founder Apabi, Sursen, Sursen's S72, CNKI
  'ceb', 'sep', 's72', 'caj',
  // archives
  'zip', '7z', 'rar', 'tar', 'gz', 'bz2', 'xz', 'zst', 'lz4', 'cab',
  // pictures
  'png', 'jpg', 'gif', 'bmp', 'tiff', 'webp', 'heic', 'jp2', 'jb2', 'psd', 'emf', 'wmf', 'djvu',
  // sound and video
  'mp3', 'mp4', 'ogg', 'flac', 'wav', 'avi', 'matroska', 'asf', 'flv',
  // other files a folder may hold
  'apple-double', 'ds-store', 'sqlite', 'elf', 'exe', 'class', 'tnef', 'wordperfect', 'chm',
  'onenote', 'dwg', 'access', 'outlook-data',
  'empty',   // no bytes at all
  'unknown', // neither a known format nor text, or not read
] as const

/**
 * One of `DOCUMENT_FORMATS`.
 * @example
 * const { format } = await screener.screen(bytes, { name: 'report' })
 * const isPdf = format === 'pdf' satisfies DocumentFormat
 */
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number]
