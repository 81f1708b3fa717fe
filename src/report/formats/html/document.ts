import { SEVERITIES, type Finding, type Gap, type Preview, type Screening } from '../../../model/index.js'
import { findingHeadline, reasonsSentence, waiverSentence } from '../../sentences/finding-sentence.js'
import { fill, type Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { gapSentence } from '../../sentences/gap-sentence.js'
import { html, join, type Markup } from './markup.js'
import { markedFindings, markId, previewSection, take, type Room } from './preview.js'

export interface SectionOptions {
  readonly language: Language
  readonly showSuppressed: boolean
}

/** Which document of the report it is, and the room its preview may take. */
export interface Position {
  readonly document: number
  readonly room: Room
}

/**
 * One document: its verdict and hash, what was not examined, then the findings by gravity and what a waiver accepts.
 */
export function documentSection(
  screening: Screening, position: Position, say: Messages, options: SectionOptions,
): Markup {
  const { path, verdict, format, bytes, sha256, suppressed } = screening
  const { preview } = screening
  const digest = sha256 === undefined ? '' : html` · SHA-256 <code>${sha256}</code>`
  const shown = preview && take(position.room, preview) ? preview : undefined
  const links = shown ? linksOf(shown, screening, position.document, say) : NO_LINKS
  const waived = suppressed.filter(({ waiver }) => waiver)
  const others = options.showSuppressed ? suppressed.filter(({ waiver }) => !waiver) : []
  return html`<section class="document ${verdict}">
<h2><span class="badge">${say.verdicts[verdict]}</span> <span class="path">${path}</span></h2>
<p class="facts">${format} · ${fill(say.report.bytes, { count: bytes.toLocaleString('en-US') })}${digest}</p>
${gapList(screening.gaps, say)}
${join(SEVERITIES.map((severity) => {
    const own = screening.findings.filter((finding) => finding.severity === severity)
    return findingList(own, severity, say.severities[severity], links, say, options)
  }))}
${findingList(waived, 'waived', say.columns.waived, NO_LINKS, say, options)}
${findingList(others, 'suppressed', say.page.suppressedNote, NO_LINKS, say, options)}
${shown ? previewSection(shown, screening, position.document, say) : ''}
${preview && !shown ? html`<p class="facts">${say.page.previewTooBig}</p>` : ''}
</section>`
}

/** For a finding with a place in the preview, its number as a link there. */
type Links = (finding: Finding) => Markup | string

const NO_LINKS: Links = () => ''

function linksOf(preview: Preview, { findings }: Screening, document: number, say: Messages): Links {
  const marked = markedFindings(preview)
  const numbers = new Map(findings.map((finding, number) => [finding, number]))
  return (finding) => {
    const number = numbers.get(finding)!
    if (!marked.has(number)) return ''
    return html`<a class="number" href="#${markId(document, number)}" title="${say.page.toPreview}">${number + 1}</a> `
  }
}

function gapList(gaps: readonly Gap[], say: Messages): Markup {
  if (gaps.length === 0) return html``
  return html`<div class="group gap"><h3>${fill(say.report.gaps, { count: gaps.length })}</h3>
<ul>${join(gaps.map((gap) => html`<li class="item">${gapSentence(gap, say)}</li>`))}</ul></div>`
}

function findingList(
  findings: readonly Finding[], kind: string, title: string, links: Links, say: Messages, { language }: SectionOptions,
): Markup {
  if (findings.length === 0) return html``
  const items = findings.map((finding) => findingItem(finding, links(finding), say, language))
  const heading = fill(say.report.findings, { severity: title, count: findings.length })
  return html`<div class="group ${kind}"><h3>${heading}</h3>
${join(items)}</div>`
}

function findingItem(finding: Finding, link: Markup | string, say: Messages, language: Language): Markup {
  const { report } = say
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.join(report.list)],
    [report.reasons, reasonsSentence(finding, say)],
    [report.disposition, finding.disposition && say.dispositions[finding.disposition]],
    [report.waiverLabel, waiverSentence(finding, say)],
  ]
  const rows = fields.flatMap(([label, text]) => (text ? [html`<dt>${label}</dt><dd>${text}</dd>`] : []))
  const headline = findingHeadline(finding, say, language)
  const rule = html`<code>${finding.rule}</code> · ${report.fingerprint} <code>${finding.fingerprint}</code>`
  return html`<article class="item" data-category="${finding.category}"><h4>${link}${headline}</h4>
<p class="excerpt">${finding.context?.before ?? ''}<mark>${finding.match}</mark>${finding.context?.after ?? ''}</p>
<dl>${join(rows)}
<dt>${report.rule}</dt><dd>${rule}</dd></dl></article>`
}
