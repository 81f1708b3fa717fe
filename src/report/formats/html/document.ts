import { maskPath } from '../../../mask/index.js'
import { SEVERITIES, type Finding, type Gap, type Preview, type Screening } from '../../../model/index.js'
import { findingHeadline, reasonsSentence, waiverSentence } from '../../sentences/finding-sentence.js'
import { fill, type Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { gapSentence } from '../../sentences/gap-sentence.js'
import {
  isLeftBehind, isUsualContent, placesSentence, removalSentence, usualContentSentence,
} from '../../sentences/left-sentence.js'
import { html, join, type Markup } from './markup.js'
import { markedFindings, markId, previewSection, takeFromBudget, type PreviewBudget } from './preview.js'

export interface SectionOptions {
  readonly language: Language
  readonly showSuppressed: boolean
}

/** The number of the document in the report, and the space left for previews. */
export interface SectionPosition {
  readonly number: number
  readonly budget: PreviewBudget
}

/** One document: its verdict and hash, its gaps, its findings by severity, waived findings and the preview. */
export function documentSection(
  screening: Screening, position: SectionPosition, messages: Messages, options: SectionOptions,
): Markup {
  const { path, verdict, format, bytes, sha256, suppressed, preview } = screening
  const digest = sha256 === undefined ? '' : html` · SHA-256 <code>${sha256}</code>`
  const shown = preview && takeFromBudget(position.budget, preview) ? preview : undefined
  const links = shown ? previewLinks(shown, screening, position.number, messages) : NO_LINK
  const waived = suppressed.filter(({ waiver }) => waiver)
  const others = options.showSuppressed ? suppressed.filter(({ waiver }) => !waiver) : []
  return html`<section class="document ${verdict}">
<h2><span class="badge">${messages.verdicts[verdict]}</span> <span class="path">${maskPath(path)}</span></h2>
<p class="facts">${format} · ${fill(messages.report.bytes, { count: bytes.toLocaleString('en-US') })}${digest}</p>
${gapList(screening.gaps, messages)}
${join(SEVERITIES.map((severity) => {
    const own = screening.findings.filter((finding) => finding.severity === severity && !isLeftBehind(finding))
    return findingList(own, severity, messages.severities[severity], links, messages, options)
  }))}
${leftBehind(screening.findings, links, messages, options)}
${findingList(waived, 'waived', messages.columns.waived, NO_LINK, messages, options)}
${findingList(others, 'suppressed', messages.page.suppressedNote, NO_LINK, messages, options)}
${shown ? previewSection(shown, screening, position.number, messages) : ''}
${preview && !shown ? html`<p class="facts">${messages.page.previewTooBig}</p>` : ''}
</section>`
}

/** The number of a finding as a link to its mark in the preview; empty for a finding without one. */
type PreviewLink = (finding: Finding) => Markup | string

const NO_LINK: PreviewLink = () => ''

function previewLinks(preview: Preview, { findings }: Screening, document: number, messages: Messages): PreviewLink {
  const marked = markedFindings(preview)
  const numbers = new Map(findings.map((finding, number) => [finding, number]))
  return (finding) => {
    const number = numbers.get(finding)!
    if (!marked.has(number)) return ''
    const target = `#${markId(document, number)}`
    return html`<a class="number" href="${target}" title="${messages.page.toPreview}">${number + 1}</a> `
  }
}

/** Content left in the document; that of most files is folded. */
function leftBehind(
  findings: readonly Finding[], links: PreviewLink, messages: Messages, options: SectionOptions,
): Markup {
  const left = findings.filter(isLeftBehind)
  if (left.length === 0) return html``
  const items = (own: readonly Finding[]): Markup => join(own.map((finding) => {
    const item = findingItem(finding, links(finding), messages, options.language)
    return html`<div class="group ${finding.severity}">${item}</div>`
  }))
  const usual = usualContentSentence(left, messages, options.language)
  const others = left.filter((finding) => !isUsualContent(finding))
  const heading = html`<h3>${fill(messages.left.section, { count: others.length })}</h3>`
  return html`<div class="left">${others.length === 0 ? '' : heading}
${items(others)}
${usual === undefined ? '' : html`<details><summary>${usual}</summary>${items(left.filter(isUsualContent))}</details>`}
</div>`
}

function gapList(gaps: readonly Gap[], messages: Messages): Markup {
  if (gaps.length === 0) return html``
  return html`<div class="group gap"><h3>${fill(messages.report.gaps, { count: gaps.length })}</h3>
<ul>${join(gaps.map((gap) => html`<li class="item">${gapSentence(gap, messages)}</li>`))}</ul></div>`
}

function findingList(
  findings: readonly Finding[], kind: string, title: string, links: PreviewLink, messages: Messages,
  { language }: SectionOptions,
): Markup {
  if (findings.length === 0) return html``
  const items = findings.map((finding) => findingItem(finding, links(finding), messages, language))
  const heading = fill(messages.report.findings, { severity: title, count: findings.length })
  return html`<div class="group ${kind}"><h3>${heading}</h3>
${join(items)}</div>`
}

function findingItem(finding: Finding, link: Markup | string, messages: Messages, language: Language): Markup {
  const { report } = messages
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.join(report.list)],
    [report.reasons, reasonsSentence(finding, messages)],
    [report.disposition, finding.disposition && messages.dispositions[finding.disposition]],
    [messages.left.places, placesSentence(finding, messages)],
    [messages.left.removal, removalSentence(finding, messages)],
    [report.waiverLabel, waiverSentence(finding, messages)],
  ]
  const rows = fields.flatMap(([label, text]) => (text ? [html`<dt>${label}</dt><dd>${text}</dd>`] : []))
  const headline = findingHeadline(finding, messages, language)
  const rule = html`<code>${finding.rule}</code> · ${report.fingerprint} <code>${finding.fingerprint}</code>`
  return html`<article class="item" data-category="${finding.category}"><h4>${link}${headline}</h4>
<p class="excerpt">${finding.context?.before ?? ''}<mark>${finding.match}</mark>${finding.context?.after ?? ''}</p>
<dl>${join(rows)}
<dt>${report.rule}</dt><dd>${rule}</dd></dl></article>`
}
