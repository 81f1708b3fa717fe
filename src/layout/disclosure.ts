import type { Disclosure } from '../model/index.js'

/**
 * The disclosure attribute (公开属性) that a line states: with a label (公开方式：依申请公开, 主动公开：否), in an annotation
 * (此件公开发布), or alone. `undefined` for any other line, also for one that only speaks of disclosure.
 * @param line folded, without spaces
 */
export function parseDisclosure(line: string): Disclosure | undefined {
  if (line.length > MAX_LINE) return undefined
  const bare = line.replace(/^[([【]+|(?<![)\]】。.])[)\]】。.]+$/g, '')
  const value = (LABELLED.exec(bare) ?? STATED.exec(bare))?.[1]
  return value === undefined ? undefined : meaningOf(value)
}

const MAX_LINE = 60
const LABELLED = new RegExp(
  '^(?:(?:政府)?信息)?(?:(?:主动)?公开(?:方式|属性|类别|类型|选项|形式|性质|范围)?|是否(?:主动|上网)?公开|是否上网)[:](.{1,30})$',
)
/** One value of several is no statement: 主动公开□ 依申请公开□. */
const STATED =
  /^(?:[此本该](?:件|文件?|通知)(?:可以?|同意|拟|予以|为|属于?)?)?((?:主动|依申请|不予|免予|免于|不|删减后|部分|全文|部分内容)?公开(?:发布|登载)?)(?:[,;。].{0,24})?$/
const YES = /^(?:是|√|可以|同意)$/
const NO = /^(?:否|×|不)$/

function meaningOf(value: string): Disclosure | undefined {
  if (/[□☐]/.test(value)) return undefined
  if (YES.test(value)) return 'public'
  if (NO.test(value)) return 'not-public'
  if (/^(?:不|免)/.test(value)) return 'not-public'
  if (/^依申请/.test(value)) return 'on-request'
  if (/^(?:删减|部分)/.test(value)) return 'abridged'
  return /^(?:主动|全文)?公开/.test(value) ? 'public' : undefined
}
