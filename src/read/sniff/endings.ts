import type { DocumentFormat } from '../../model/index.js'

/** Text formats that do not contradict the extension `.txt`. */
const PLAIN: readonly DocumentFormat[] = ['text', 'csv', 'markdown', 'data', 'xml', 'eml', 'mbox']

/** The formats that each extension allows. The first decides where the content is plain text. */
const EXTENSION_FORMATS: Readonly<Record<string, readonly DocumentFormat[]>> = {
  txt: PLAIN, text: PLAIN, log: PLAIN,
  csv: ['csv', 'text'], tsv: ['csv', 'text'], tab: ['csv', 'text'],
  md: ['markdown'], markdown: ['markdown'], mdx: ['markdown'],
  html: ['html'], htm: ['html'], xhtml: ['html'], shtml: ['html'], vue: ['html'],
  xml: ['xml', 'html', 'fodt', 'wordml', 'uof'], xsl: ['xml'], xslt: ['xml'], xsd: ['xml'], svg: ['xml'], rss: ['xml'],
  atom: ['xml'], kml: ['xml'], gpx: ['xml'], plist: ['xml', 'data'], rels: ['xml'],
  json: ['data'], jsonl: ['data'], ndjson: ['data'], geojson: ['data'], yaml: ['data'], yml: ['data'],
  toml: ['data'], ini: ['data'], conf: ['data'], cfg: ['data'], properties: ['data'], env: ['data'], sql: ['data'],
  js: ['data'], mjs: ['data'], cjs: ['data'], ts: ['data'], tsx: ['data'], jsx: ['data'], css: ['data'],
  scss: ['data'], less: ['data'], py: ['data'], java: ['data'], c: ['data'], h: ['data'], cpp: ['data'],
  cs: ['data'], go: ['data'], rs: ['data'], php: ['data', 'html'], rb: ['data'], sh: ['data'], bat: ['data'],
  ps1: ['data'], tex: ['data'], rst: ['data'],
  docx: ['docx', 'encrypted-ooxml'], docm: ['docx', 'encrypted-ooxml'], dotx: ['docx'], dotm: ['docx'],
  xlsx: ['xlsx', 'encrypted-ooxml'], xlsm: ['xlsx', 'encrypted-ooxml'], xltx: ['xlsx'],
  pptx: ['pptx', 'encrypted-ooxml'], pptm: ['pptx', 'encrypted-ooxml'], ppsx: ['pptx'], potx: ['pptx'],
  doc: ['doc'], dot: ['doc'], wps: ['doc', 'docx'], wpt: ['doc', 'docx'],
  xls: ['xls'], xlt: ['xls'], et: ['xls', 'xlsx'], ett: ['xls', 'xlsx'],
  ppt: ['ppt'], pps: ['ppt'], dps: ['ppt', 'pptx'], dpt: ['ppt', 'pptx'],
  odt: ['odt'], ott: ['odt'], ods: ['ods'], ots: ['ods'], odp: ['odp'], otp: ['odp'], odg: ['odg'],
  fodt: ['fodt'], fods: ['fodt'], fodp: ['fodt'], uof: ['uof'], uot: ['uof'], uos: ['uof'], uop: ['uof'],
  xps: ['xps'], oxps: ['xps'], vsdx: ['vsdx'], vsdm: ['vsdx'], vstx: ['vsdx'], vssx: ['vsdx'],
  ofd: ['ofd'], pdf: ['pdf'], rtf: ['rtf'], epub: ['epub'],
  eml: ['eml'], mht: ['eml'], mhtml: ['eml'], mbox: ['mbox'], msg: ['msg'],
  zip: ['zip'], '7z': ['7z'], rar: ['rar'], gz: ['gz'], tgz: ['gz'], bz2: ['bz2'], xz: ['xz'], tar: ['tar'],
  png: ['png'], jpg: ['jpg'], jpeg: ['jpg'], gif: ['gif'], bmp: ['bmp'], tif: ['tiff'], tiff: ['tiff'],
  webp: ['webp'], heic: ['heic'], heif: ['heic'], avif: ['heic'], jp2: ['jp2'], jpx: ['jp2'], j2k: ['jp2'],
  ceb: ['ceb', 'zip'], cebx: ['ceb', 'zip'], sep: ['sep', 'zip'],
  gd: ['sep', 'text', 'data', 'zip'], gw: ['sep', 'zip'],
  s72: ['s72', 'zip'], s92: ['s72', 'zip'], s2: ['s72', 'zip', 'text'],
  caj: ['caj', 'pdf'], kdh: ['caj', 'pdf'], nh: ['caj', 'pdf'], one: ['onenote'], dwg: ['dwg'], dxf: ['dxf'],
  mp3: ['mp3'], mp4: ['mp4'], wav: ['wav'],
}

/** The extension of the last path segment, lower case, without its dot; empty where it has none. */
function extensionOf(path: string): string {
  return /\.([^./\\!]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
}

/** The format that a file's extension claims; undefined for an unknown extension. */
export function formatOfExtension(path: string): DocumentFormat | undefined {
  const extension = extensionOf(path)
  return Object.hasOwn(EXTENSION_FORMATS, extension) ? EXTENSION_FORMATS[extension]![0] : undefined
}

/** The extension, if it claims another format than the bytes have (`doc` for a .doc that is RTF); else undefined. */
export function mismatchedExtension(path: string, format: DocumentFormat): string | undefined {
  const extension = extensionOf(path)
  if (!Object.hasOwn(EXTENSION_FORMATS, extension) || EXTENSION_FORMATS[extension]!.includes(format)) return undefined
  return extension
}
