import { SEVERITIES, type Finding, type Gap, type Screening } from '../../model/index.js'
import { findingHeadline, reasonsSentence, waiverSentence } from '../finding-sentence.js'
import { fill, type Messages } from '../messages/index.js'
import type { Language } from '../report.js'
import { gapSentence } from '../sentences.js'
import { html, join, type Markup } from './markup.js'

export interface SectionOptions {
  readonly language: Language
  readonly showSuppressed: boolean
}

/** One document: its verdict and hash, what was not examined, then the findings by gravity and what a waiver accepts. */
export function documentSection(screening: Screening, say: Messages, options: SectionOptions): Markup {
  const { path, verdict, format, bytes, sha256, suppressed } = screening
  const waived = suppressed.filter(({ waiver }) => waiver)
  const others = options.showSuppressed ? suppressed.filter(({ waiver }) => !waiver) : []
  return html`<section class="document ${verdict}">
<h2><span class="badge">${say.verdicts[verdict]}</span> <span class="path">${path}</span></h2>
<p class="facts">${format} · ${fill(say.report.bytes, { count: bytes.toLocaleString('en-US') })}${sha256 === undefined ? '' : html` · SHA-256 <code>${sha256}</code>`}</p>
${gapList(screening.gaps, say)}
${join(SEVERITIES.map((severity) => findingList(
    screening.findings.filter((finding) => finding.severity === severity), severity, say.severities[severity], say, options)))}
${findingList(waived, 'waived', say.columns.waived, say, options)}
${findingList(others, 'suppressed', say.page.suppressedNote, say, options)}
</section>`
}

function gapList(gaps: readonly Gap[], say: Messages): Markup {
  if (gaps.length === 0) return html``
  return html`<div class="group gap"><h3>${fill(say.report.gaps, { count: gaps.length })}</h3>
<ul>${join(gaps.map((gap) => html`<li class="item">${gapSentence(gap, say)}</li>`))}</ul></div>`
}

function findingList(findings: readonly Finding[], kind: string, title: string, say: Messages, { language }: SectionOptions): Markup {
  if (findings.length === 0) return html``
  const items = findings.map((finding) => findingItem(finding, say, language))
  return html`<div class="group ${kind}"><h3>${fill(say.report.findings, { severity: title, count: findings.length })}</h3>
${join(items)}</div>`
}

function findingItem(finding: Finding, say: Messages, language: Language): Markup {
  const { report } = say
  const fields: [label: string, text: string | undefined][] = [
    [report.basis, finding.basis.join(report.list)],
    [report.reasons, reasonsSentence(finding, say)],
    [report.disposition, finding.disposition && say.dispositions[finding.disposition]],
    [report.waiverLabel, waiverSentence(finding, say)],
  ]
  const rows = fields.flatMap(([label, text]) => (text ? [html`<dt>${label}</dt><dd>${text}</dd>`] : []))
  return html`<article class="item"><h4>${findingHeadline(finding, say, language)}</h4>
<p class="excerpt">${finding.context?.before ?? ''}<mark>${finding.match}</mark>${finding.context?.after ?? ''}</p>
<dl>${join(rows)}
<dt>${report.rule}</dt><dd><code>${finding.rule}</code> · ${report.fingerprint} <code>${finding.fingerprint}</code></dd></dl></article>`
}
