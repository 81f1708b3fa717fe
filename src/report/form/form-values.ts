import { CATEGORIES, SEVERITIES, type Category, type Finding, type Screening } from '../../model/index.js'
import { reasonsSentence } from '../sentences/finding-sentence.js'
import { harmless } from '../text/harmless.js'
import { fill, messages, type Messages } from '../messages/index.js'
import { filePlaces } from '../formats/file-places.js'
import type { Language } from '../language.js'
import type { ReportHead } from '../report.js'
import { gapExplanation } from '../sentences/gap-sentence.js'
import { adviceSentences } from '../sentences/advice.js'
import { placeSentence } from '../sentences/place-sentence.js'
import type { FormValues } from './fill-template.js'

export interface FormOptions {
  readonly language: Language
  /** `YYYY-MM-DD`, the day of the screening. */
  readonly day: string
  /** Who signs, in order; the four levels of most offices where absent. */
  readonly signOff?: readonly string[]
}

/**
 * What is written into a review form: one document, the first of `screenings`, with the documents inside it. Findings
 * stand by category, gravest first; what goes beyond `MOST_FINDINGS` and `MOST_GAPS` is counted.
 */
export function formValues(head: ReportHead, screenings: readonly Screening[], options: FormOptions): FormValues {
  const say = messages(options.language)
  const [document] = screenings as readonly [Screening, ...Screening[]]
  return {
    ...factsOf(head, document, say),
    检查日期: options.day,
    结论: say.verdicts[document.verdict],
    结论说明: say.verdictMeaning[document.verdict],
    建议: adviceSentences(screenings, say),
    ...coverageOf(screenings, say),
    ...findingsOf(screenings, options.language, say),
    审签: (options.signOff ?? signOffs(say)).map((name, at) => ({ 序号: String(at + 1), 名称: harmless(name) })),
    说明: fill(say.form.note, { tool: head.tool.name, version: head.tool.version }),
  }
}

/** The four levels of most offices. */
function signOffs({ form }: Messages): readonly string[] {
  return [form.signDrafter, form.signOffice, form.signReviewer, form.signLeader]
}

/** More would be a list, not a form: the report has them all. */
const MOST_FINDINGS = 50
const MOST_GAPS = 50

function factsOf({ tool, ruleset }: ReportHead, screening: Screening, say: Messages): FormValues {
  const { heading, path, format, bytes, sha256 } = screening
  return {
    标题: harmless(heading?.title ?? ''),
    文号: harmless(heading?.number ?? ''),
    文件名: harmless(path.split(/[\\/]/).at(-1)!),
    格式: harmless(format),
    大小: fill(say.report.bytes, { count: bytes.toLocaleString('en-US') }),
    摘要: sha256 ?? '',
    规则集: ruleset.digest,
    程序: tool.name,
    版本: tool.version,
  }
}

function coverageOf(screenings: readonly Screening[], say: Messages): FormValues {
  const place = memberOf(screenings)
  const gaps = screenings.flatMap((screening) => screening.gaps.map((gap) => ({ gap, within: place(screening.path) })))
  const members = screenings.length - 1
  const sentences = [
    gaps.length === 0 ? say.form.coverageWhole : fill(say.form.coveragePart, { gaps: gaps.length }),
    ...(members > 0 ? [fill(say.form.members, { members })] : []),
    ...(gaps.length > MOST_GAPS ? [fill(say.form.moreGaps, { count: gaps.length - MOST_GAPS })] : []),
  ]
  return {
    检查范围: sentences.join(''),
    未检查: gaps.slice(0, MOST_GAPS).map(({ gap, within }) => ({
      部位: [within, gap.piece === '' ? say.report.whole : harmless(gap.piece)].filter((word) => word !== '').join(' · '),
      原因: gapExplanation(gap, say),
    })),
  }
}

interface Placed {
  readonly finding: Finding
  /** The way to the member it is in; empty for the document itself. */
  readonly within: string
}

interface Group {
  readonly category: Category
  readonly own: readonly Placed[]
}

function findingsOf(screenings: readonly Screening[], language: Language, say: Messages): FormValues {
  const place = memberOf(screenings)
  const all = screenings.flatMap(({ path, findings }) => findings.map((finding) => ({ finding, within: place(path) })))
  const groups = CATEGORIES.map((category): Group => {
    return { category, own: all.filter(({ finding }) => finding.category === category).sort(byGravity) }
  })
  const present = groups.filter(({ own }) => own.length > 0)
  let left = MOST_FINDINGS
  let serial = 0
  const lists = present.map(({ category, own }) => {
    const listed = own.slice(0, left)
    left -= listed.length
    const rows = listed.map((placed) => ({ 序号: String(++serial), ...row(placed, language, say) }))
    return { 类别名: categoryCount(category, own.length, say), 发现: rows }
  })
  return { 有发现: all.length > 0, 发现概要: overview(screenings, all.length, present, say), 类别: lists }
}

function byGravity(a: Placed, b: Placed): number {
  return SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity)
}

function overview(
  screenings: readonly Screening[], count: number, groups: readonly Group[], say: Messages,
): string {
  const waived = screenings.reduce((sum, { suppressed }) => sum + suppressed.filter(({ waiver }) => waiver).length, 0)
  const list = groups.map(({ category, own }) => categoryCount(category, own.length, say)).join(say.report.list)
  return [
    ...(count > 0 ? [fill(say.form.found, { count, list })] : []),
    ...(count > MOST_FINDINGS ? [fill(say.form.moreFindings, { count: count - MOST_FINDINGS })] : []),
    ...(waived > 0 ? [fill(say.form.waived, { count: waived })] : []),
  ].join('')
}

function categoryCount(category: Category, count: number, say: Messages): string {
  return fill(say.form.categoryCount, { category: say.categories[category], count })
}

function row({ finding, within }: Placed, language: Language, say: Messages): FormValues {
  const { severity, level, title, match, location, visibility, basis, disposition } = finding
  const place = [within, placeSentence(location, say), visibility === 'visible' ? '' : say.visibilities[visibility]]
  return {
    级别: say.severities[severity],
    事项: [harmless(title[language]), ...(level ? [level] : [])].join(' · '),
    密级: level ?? '',
    内容: harmless(match),
    位置: place.filter((word) => word !== '').join(' · '),
    依据: basis.map(harmless).join(say.report.list),
    理由: reasonsSentence(finding, say),
    处置: disposition ? say.dispositions[disposition] : '',
  }
}

/** Which member of the document a path means; empty for the document itself. */
function memberOf(screenings: readonly Screening[]): (path: string) => string {
  const place = filePlaces(screenings)
  return (path) => harmless(place(path).member ?? '')
}
