import type { Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { harvest } from '../../markup/xml/harvest.js'
import { latin1 } from './syntax.js'

/** The wrapper of an XMP packet (ISO 16684-1, 7.3). Its attributes are the same in every file. */
const XMP_WRAPPER = new RegExp('<\\?xpacket\\s+(?:begin=["\']\\ufeff?["\']\\s+id=["\']W5M0MpCehiHzreSzNTczkc9d["\']'
  + '(?:\\s+(?:bytes|encoding)=["\'][\\w-]*["\'])*|end=["\'][rw]["\'])\\s*\\?>', 'g')

/** Reads the XMP metadata of the document (ISO 32000-1, 14.3.2): every text and attribute value. */
export async function readXmp(xml: unknown, budget: Budget): Promise<Part | undefined> {
  return typeof xml === 'string' ? textOf('XMP', xml.replace(XMP_WRAPPER, ''), budget) : undefined
}

/** Every text and attribute value of XML in a stream: XFA forms (ISO 32000-1, 12.7.8), XMP of single objects. */
export async function xmlTexts(bytes: Uint8Array, budget: Budget): Promise<string[]> {
  const { text = '', blocks = [] } = await textOf('', withoutWrapper(bytes), budget) ?? {}
  return blocks.map(({ start, end }) => text.slice(start, end).trim())
}

/** XMP without its wrapper; other XML as it is. */
function withoutWrapper(bytes: Uint8Array): Uint8Array | string {
  const text = Buffer.from(bytes).toString('utf8')
  return text.includes('W5M0MpCehiHzreSzNTczkc9d') && !text.includes('\ufffd') ? text.replace(XMP_WRAPPER, '') : bytes
}

/** A paragraph of rich text is one line. An item of an XMP list can hold several properties, which are a line each. */
const LINES: ReadonlySet<string> = new Set(['p'])

/** Malformed XML is no gap here, since none of its text is lost. */
async function textOf(piece: string, bytes: Uint8Array | string, budget: Budget): Promise<Part | undefined> {
  const options = { kind: 'metadata', visibility: 'metadata', attributes: 'all', lines: LINES } as const
  return (await harvest({ piece, bytes }, budget, options)).parts[0]
}

export function looksLikeXml(bytes: Uint8Array): boolean {
  const head = latin1(bytes, 0, Math.min(200, bytes.length))
  return /^(\xef\xbb\xbf)?\s*<(\?xml|\?xpacket|xdp|template|config|x?fdf|[a-z]+:|\/?[a-z]+ )/i.test(head)
}
