import type { IdentifierKind, Part, Reason } from '../../model/index.js'
import { fold } from '../../normalise/index.js'
import type { Candidate } from '../candidate.js'

/**
 * Recognises values that a paper must contain when it is published: the contact of a procurement notice or a service
 * guide (政府采购公告和公示信息格式规范 2020, 政府信息公开条例 art. 20), the site of an environmental assessment
 * (环境影响评价公众参与办法 art. 9 and 10). They are notes.
 */
export class RequiredPublication {
  readonly #parts: readonly Part[]
  #paper: { readonly name: string | undefined } | undefined

  constructor(parts: readonly Part[]) {
    this.#parts = parts
  }

  /**
   * The reason why the value may be published.
   * @param count how many different values of its kind the document has: a list of people is no contact
   */
  reasonFor({ part, start, end }: Candidate, kind: IdentifierKind, count: number): Reason | undefined {
    const need = NEEDS[kind]
    if (!need || count > need.atMost) return undefined
    const { text } = this.#parts[part]!
    const before = foldedLine(text.slice(Math.max(0, start - REACH), start), 'end')
    const after = foldedLine(text.slice(end, end + REACH), 'start')
    if (need.excluded.test(before + after) || !need.before.test(before)) return undefined
    const paper = (this.#paper ??= { name: findPaper(this.#parts) }).name
    return paper !== undefined && need.papers.test(paper) ? { code: 'publication-required' } : undefined
  }
}

interface Need {
  /** The papers that must contain such a value. */
  readonly papers: RegExp
  /** How the line introduces it. */
  readonly before: RegExp
  /** Words on its line that make it something else. */
  readonly excluded: RegExp
  readonly atMost: number
}

const CONTACT: Need = {
  papers: /采购|招标|中标|成交|磋商|询价|竞价|指南/,
  before: /(?:联系|咨询|监督|投诉|受理|服务|报名)(?:人|方式|电话|手机)?[^。;]{0,20}$|(?:电话|手机)[^。;]{0,12}$/,
  excluded: /身份证|住址|家庭|业主|户主|患者|学生|家长|评审|评标|专家/,
  atMost: 2,
}
const SITE: Need = {
  papers: /环境|环评/,
  before: /(?:坐标|位于|位置|中心|厂址|选址|排污口|排气筒|东经|经度|北纬|纬度)[^。;]{0,24}$/,
  excluded: /军|部队|营区|阵地|人防|指挥所|弹药|导弹|雷达|涉密|机密|秘密/,
  atMost: 50,
}
const NEEDS: Partial<Record<IdentifierKind, Need>> = { mobile: CONTACT, coordinates: SITE }

/** Code units of the line that are read on each side. */
const REACH = 64

function foldedLine(text: string, side: 'start' | 'end'): string {
  return fold(text.split(/[\n\f]/).at(side === 'start' ? 0 : -1)!, { spaces: 'drop' }).text
}

/** Code units at the head of the document in which its title stands. */
const HEAD = 400
const PAPERS = new RegExp([
  '(?:采购|招标|中标|成交|磋商|询价|竞价)(?:[^\\n。;]{0,12})(?:公告|公示|邀请)',
  '(?:办事|服务)指南',
  '环境影响(?:报告书|报告表|评价|登记表)|环评(?:公示|公告|报告)',
].join('|'))

/** The name of the paper, from its first lines. */
function findPaper(parts: readonly Part[]): string | undefined {
  const body = parts.find(({ kind, text }) => (kind === 'body' || kind === 'cell') && text.trim() !== '')
  return body && PAPERS.exec(fold(body.text.slice(0, HEAD)).text)?.[0]
}
