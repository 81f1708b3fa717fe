import { createHash } from 'node:crypto'
import { CATEGORIES, VERDICTS, type Category, type Screening } from '../../../model/index.js'
import { documentSection } from './document.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'
import { html, join, raw, type Markup } from './markup.js'
import { MAX_PREVIEW_BYTES } from './preview.js'
import { fill, messagesIn, type Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { gravestVerdict, summarise, type ReportHead, type Summary } from '../../report.js'
import { adviceSentences, verdictMeaning } from '../../sentences/advice.js'
import { policySentences } from '../../sentences/policy-sentence.js'
import { remarkSentence } from '../../sentences/reason-sentence.js'

/**
 * Options of `renderHtml`.
 * @example
 * const options: HtmlOptions = { language: 'en', showSuppressed: true }
 */
export interface HtmlOptions {
  /** Default: `zh-CN`. */
  readonly language?: Language
  /** List suppressed hits too. Default: false. */
  readonly showSuppressed?: boolean
  /** Say that an incomplete screening does not change the exit status. Default: false. */
  readonly allowIncomplete?: boolean
  /** Warn that the report shows values unmasked: set it where the screener has `reveal`. Default: false. */
  readonly reveal?: boolean
}

type PageOptions = Required<HtmlOptions>

const DEFAULTS: PageOptions = { language: 'zh-CN', showSuppressed: false, allowIncomplete: false, reveal: false }

/**
 * The report as one HTML file, to be opened by a double click or printed on A4. It loads nothing: style and script are
 * inside, and its Content-Security-Policy allows only these two, by their hashes. Without scripts everything is shown,
 * unfiltered.
 * @example
 * await writeFile('report.html', renderHtml(head, screenings, { language: 'en' }))
 */
export function renderHtml(head: ReportHead, screenings: readonly Screening[], given: HtmlOptions = {}): string {
  const options: PageOptions = { ...DEFAULTS, ...given }
  const messages = messagesIn(options.language)
  const summary = summarise(screenings)
  let number = 0
  const budget = { remainingBytes: MAX_PREVIEW_BYTES }
  const pictures = screenings.some(({ preview }) => preview?.kind === 'pages')
  const page = html`<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(pictures)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${messages.page.title} · ${messages.verdicts[gravestVerdict(summary)]}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
${verdictHeader(summary, screenings, messages)}
<main>
${coverage(screenings, messages)}
${advice(head, screenings, options, messages)}
${filters(screenings, options, messages)}
${join(screenings.map((screening) => documentSection(screening, { number: ++number, budget }, messages, options)))}
${screenings.length === 0 ? html`<p class="empty">${messages.report.noDocuments}</p>` : ''}
<p class="nothing" hidden>${messages.page.nothingShown}</p>
</main>
${footer(head, options, messages)}
<script>${raw(SCRIPT)}</script>
</body>
</html>
`
  return page.markup
}

/** Forbids everything but the style and the script, named by their hashes, and the pictures of pages in the file. */
function contentPolicy(pictures: boolean): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const own = `style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)};${pictures ? ' img-src data:;' : ''}`
  return `default-src 'none'; ${own} base-uri 'none'; form-action 'none'`
}

function verdictHeader(summary: Summary, screenings: readonly Screening[], messages: Messages): Markup {
  const verdict = gravestVerdict(summary)
  const counts = VERDICTS.map((one) => {
    const kind = `count ${one}${summary[one] === 0 ? ' none' : ''}`
    return html`<li class="${kind}"><b>${summary[one]}</b> ${messages.verdicts[one]}</li>`
  })
  return html`<header class="${verdict}">
<p class="kind">${messages.page.title}</p>
<h1><span class="badge">${messages.verdicts[verdict]}</span></h1>
<p class="meaning">${verdictMeaning(verdict, screenings, messages)}</p>
<ul class="counts"><li class="count"><b>${summary.documents}</b> ${messages.page.files}</li>${join(counts)}</ul>
</header>`
}

/** Coverage comes before findings: without findings, but with gaps, a document is not cleared. */
function coverage(screenings: readonly Screening[], messages: Messages): Markup {
  const withGaps = screenings.filter(({ gaps }) => gaps.length > 0)
  const gaps = withGaps.reduce((sum, screening) => sum + screening.gaps.length, 0)
  const sentence = gaps === 0
    ? fill(messages.page.coverageWhole, { documents: screenings.length })
    : fill(messages.page.coveragePart, { gaps, documents: withGaps.length })
  if (screenings.length === 0) return html``
  const kind = gaps === 0 ? 'whole' : 'part'
  return html`<section class="coverage ${kind}"><h2>${messages.page.coverage}</h2><p>${sentence}</p></section>`
}

function advice(
  { policy }: ReportHead, screenings: readonly Screening[], options: PageOptions, messages: Messages,
): Markup {
  const codes = [...new Set(screenings.flatMap(({ remarks }) => remarks))]
  const remarks = [
    ...policySentences(policy, messages),
    ...codes.map((code) => remarkSentence(code, messages)),
    ...(options.allowIncomplete ? [messages.report.allowIncomplete] : []),
  ]
  const section = (title: string, sentences: readonly string[]): Markup | string => {
    if (sentences.length === 0) return ''
    const items = sentences.map((one) => html`<li>${one}</li>`)
    return html`<section class="advice"><h2>${title}</h2><ul>${join(items)}</ul></section>`
  }
  const { report } = messages
  return html`${section(report.advice, adviceSentences(screenings, messages))}${section(report.remarks, remarks)}`
}

/** Hidden until the script shows it: without the script it would do nothing. */
function filters(screenings: readonly Screening[], { showSuppressed }: PageOptions, messages: Messages): Markup {
  const count = (of: (screening: Screening) => number): number => screenings.reduce((sum, one) => sum + of(one), 0)
  const severity = (name: string) =>
    count(({ findings }) => findings.filter((finding) => finding.severity === name).length)
  const suppressedHits = count(({ suppressed }) => suppressed.filter(({ waiver }) => !waiver).length)
  const boxes: [kind: string, label: string, count: number][] = [
    ['block', messages.severities.block, severity('block')],
    ['review', messages.severities.review, severity('review')],
    ['note', messages.severities.note, severity('note')],
    ['gap', messages.columns.gap, count(({ gaps }) => gaps.length)],
    ['waived', messages.columns.waived, count(({ suppressed }) => suppressed.filter(({ waiver }) => waiver).length)],
    ['suppressed', messages.page.suppressedNote, showSuppressed ? suppressedHits : 0],
  ]
  const shown = boxes.filter(([, , number]) => number > 0)
  if (shown.length === 0) return html``
  const found = new Set(screenings.flatMap(({ findings }) => findings.map(({ category }) => category)))
  const categories = CATEGORIES.filter((category) => found.has(category))
  const choices = shown.map(([kind, label, number]) => {
    const box = html`<input type="checkbox" name="kind" value="${kind}" checked>`
    return html`<label class="${kind}">${box} ${label} <span>${number}</span></label>`
  })
  return html`<form class="filters" hidden><b>${messages.page.filter}</b>${join(choices)}
${categories.length > 1 ? categoryChoice(categories, messages) : ''}
<input type="search" name="search" placeholder="${messages.page.search}" aria-label="${messages.page.search}"></form>`
}

function categoryChoice(categories: readonly Category[], messages: Messages): Markup {
  const options = categories.map((category) =>
    html`<option value="${category}">${messages.categories[category]}</option>`)
  return html`<label>${messages.page.category} <select name="category">
<option value="">${messages.page.any}</option>${join(options)}</select></label>`
}

function footer({ tool, ruleset }: ReportHead, { reveal }: PageOptions, messages: Messages): Markup {
  const lexicons = ruleset.lexicons.map(({ id, version }) => `${id} ${version}`).join(' · ')
  const rules = fill(messages.report.ruleset, { digest: ruleset.digest, lexicons: ruleset.lexicons.length })
  return html`<footer>
<p class="${reveal ? 'revealed' : 'masked'}">${reveal ? messages.page.revealed : messages.page.masked}</p>
<p>${tool.name} ${tool.version} · ${rules}</p>
<p>${messages.page.lexicons}${messages.report.separator}${lexicons}</p>
</footer>`
}
