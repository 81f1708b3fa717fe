import { CATEGORIES, SEVERITIES, type Category, type Finding, type Screening } from '../../model/index.js'
import { reasonsSentence } from '../sentences/finding-sentence.js'
import { escapeControls } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'
import { fill, messagesIn, type Messages } from '../messages/index.js'
import { fileLocator } from '../formats/file-location.js'
import type { Language } from '../language.js'
import type { ReportHead } from '../report.js'
import { gapExplanation } from '../sentences/gap-sentence.js'
import { isUsualContent, removalSentence } from '../sentences/left-sentence.js'
import { pieceSentence } from '../sentences/piece-sentence.js'
import { adviceSentences, verdictMeaning } from '../sentences/advice.js'
import { placeSentence } from '../sentences/place-sentence.js'
import type { FormValues } from './fill-template.js'

/** Options of a review form. */
export interface FormOptions {
  readonly language: Language
  /** `YYYY-MM-DD`, the day of the screening. */
  readonly day: string
  /** Who signs, in order. Default: the four levels of most offices. */
  readonly signOff?: readonly string[]
}

/**
 * The values of a review form for one document, the first of `screenings`; the others are the documents inside it.
 * Findings are listed by category and severity; those beyond `MAX_FINDINGS`, and gaps beyond `MAX_GAPS`, are counted.
 */
export function formValues(head: ReportHead, screenings: readonly Screening[], options: FormOptions): FormValues {
  const messages = messagesIn(options.language)
  const [document] = screenings as readonly [Screening, ...Screening[]]
  return {
    ...factsOf(head, document, messages),
    检查日期: options.day,
    结论: messages.verdicts[document.verdict],
    结论说明: verdictMeaning(document.verdict, screenings, messages),
    建议: adviceSentences(screenings, messages),
    ...coverageOf(screenings, messages),
    ...findingsOf(screenings, options.language, messages),
    审签: (options.signOff ?? signOffs(messages)).map((name, at) => ({ 序号: String(at + 1), 名称: escapeControls(name) })),
    说明: fill(messages.form.note, { tool: head.tool.name, version: head.tool.version }),
  }
}

/** The four levels of most offices. */
function signOffs({ form }: Messages): readonly string[] {
  return [form.signDrafter, form.signOffice, form.signReviewer, form.signLeader]
}

/** The form stays short; the report has all of them. */
const MAX_FINDINGS = 50
const MAX_GAPS = 50

function factsOf({ tool, ruleset }: ReportHead, screening: Screening, messages: Messages): FormValues {
  const { facts = {}, path, format, bytes, sha256 } = screening
  return {
    标题: escapeControls(facts.title ?? ''),
    文号: escapeControls(facts.number ?? ''),
    签发人: escapeControls((facts.signers ?? []).join(messages.report.list)),
    成文日期: facts.issued ?? '',
    公开属性: facts.disclosure ? messages.disclosures[facts.disclosure] : '',
    文件名: shownPath(path.split(/[\\/]/).at(-1)!),
    格式: escapeControls(format),
    大小: fill(messages.report.bytes, { count: bytes.toLocaleString('en-US') }),
    摘要: sha256 ?? '',
    规则集: ruleset.digest,
    程序: tool.name,
    版本: tool.version,
  }
}

function coverageOf(screenings: readonly Screening[], messages: Messages): FormValues {
  const locate = memberLocator(screenings)
  const gaps = screenings.flatMap((screening) => screening.gaps.map((gap) => ({ gap, member: locate(screening.path) })))
  const members = screenings.length - 1
  const sentences = [
    gaps.length === 0 ? messages.form.coverageWhole : fill(messages.form.coveragePart, { gaps: gaps.length }),
    ...(members > 0 ? [fill(messages.form.members, { members })] : []),
    ...(gaps.length > MAX_GAPS ? [fill(messages.form.moreGaps, { count: gaps.length - MAX_GAPS })] : []),
  ]
  return {
    检查范围: sentences.join(''),
    未检查: gaps.slice(0, MAX_GAPS).map(({ gap, member }) => ({
      部位: joined(member, pieceSentence(gap, messages)),
      原因: gapExplanation(gap, messages),
    })),
  }
}

interface PlacedFinding {
  readonly finding: Finding
  /** The path of the member it is in; empty for the document itself. */
  readonly member: string
}

interface CategoryGroup {
  readonly category: Category
  readonly findings: readonly PlacedFinding[]
}

function findingsOf(screenings: readonly Screening[], language: Language, messages: Messages): FormValues {
  const locate = memberLocator(screenings)
  const all = screenings.flatMap(({ path, findings }) =>
    findings.filter((one) => !isUsualContent(one)).map((finding) => ({ finding, member: locate(path) })))
  const groups = CATEGORIES.map((category): CategoryGroup => {
    return { category, findings: all.filter(({ finding }) => finding.category === category).sort(bySeverity) }
  })
  const present = groups.filter(({ findings: own }) => own.length > 0)
  let left = MAX_FINDINGS
  let serial = 0
  const lists = present.map(({ category, findings: own }) => {
    const listed = own.slice(0, left)
    left -= listed.length
    const rows = listed.map((placed) => ({ 序号: String(++serial), ...rowOf(placed, language, messages) }))
    return { 类别名: categoryCount(category, own.length, messages), 发现: rows }
  })
  return { 有发现: all.length > 0, 发现概要: overview(screenings, all.length, present, messages), 类别: lists }
}

function bySeverity(a: PlacedFinding, b: PlacedFinding): number {
  return SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity)
}

function overview(
  screenings: readonly Screening[], count: number, groups: readonly CategoryGroup[], messages: Messages,
): string {
  const waived = screenings.reduce((sum, { suppressed }) => sum + suppressed.filter(({ waiver }) => waiver).length, 0)
  const counts = groups.map(({ category, findings }) => categoryCount(category, findings.length, messages))
  const list = counts.join(messages.report.list)
  return [
    ...(count > 0 ? [fill(messages.form.found, { count, list })] : []),
    ...(count > MAX_FINDINGS ? [fill(messages.form.moreFindings, { count: count - MAX_FINDINGS })] : []),
    ...(waived > 0 ? [fill(messages.form.waived, { count: waived })] : []),
  ].join('')
}

function categoryCount(category: Category, count: number, messages: Messages): string {
  return fill(messages.form.categoryCount, { category: messages.categories[category], count })
}

function rowOf({ finding, member }: PlacedFinding, language: Language, messages: Messages): FormValues {
  const { severity, level, title, match, location, visibility, basis, disposition } = finding
  const shown = visibility === 'visible' ? '' : messages.visibilities[visibility]
  return {
    级别: messages.severities[severity],
    事项: [escapeControls(title[language]), ...(level ? [level] : [])].join(' · '),
    密级: level ?? '',
    内容: escapeControls(match),
    位置: joined(member, placeSentence(location, messages), shown),
    依据: basis.map(escapeControls).join(messages.report.list),
    理由: reasonsSentence(finding, messages),
    处置: disposition ? messages.dispositions[disposition] : removalSentence(finding, messages) ?? '',
  }
}

/** The words that are not empty, joined. */
function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' · ')
}

/** Gives the member of the document that a path means; empty for the document itself. */
function memberLocator(screenings: readonly Screening[]): (path: string) => string {
  const locate = fileLocator(screenings)
  return (path) => shownPath(locate(path).member ?? '')
}
