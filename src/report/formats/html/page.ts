import { createHash } from 'node:crypto'
import { CATEGORIES, VERDICTS, type Category, type Screening } from '../../../model/index.js'
import { documentSection } from './document.js'
import { SCRIPT } from './script.js'
import { STYLE } from './style.js'
import { html, join, raw, type Markup } from './markup.js'
import { MOST_PREVIEW_BYTES } from './preview.js'
import { fill, messages, type Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { gravestVerdict, summarise, type ReportHead, type Summary } from '../../report.js'
import { adviceSentences } from '../../sentences/advice.js'
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
 * The report as one HTML file for people: opened by a double click, printed on A4. It loads nothing: style and script
 * stand in it, and its Content-Security-Policy lets only these two run, by their hashes. Without the script all is
 * shown, unfiltered.
 * @example
 * await writeFile('report.html', renderHtml(head, screenings, { language: 'en' }))
 */
export function renderHtml(head: ReportHead, screenings: readonly Screening[], given: HtmlOptions = {}): string {
  const options: PageOptions = { ...DEFAULTS, ...given }
  const say = messages(options.language)
  const summary = summarise(screenings)
  let document = 0
  const room = { left: MOST_PREVIEW_BYTES }
  const pictures = screenings.some(({ preview }) => preview?.kind === 'pages')
  const page = html`<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(pictures)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${say.page.title} · ${say.verdicts[gravestVerdict(summary)]}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
${verdictHead(summary, say)}
<main>
${coverage(screenings, say)}
${advice(screenings, options, say)}
${filters(screenings, options, say)}
${join(screenings.map((screening) => documentSection(screening, { document: ++document, room }, say, options)))}
${screenings.length === 0 ? html`<p class="empty">${say.report.noDocuments}</p>` : ''}
<p class="nothing" hidden>${say.page.nothingShown}</p>
</main>
${foot(head, options, say)}
<script>${raw(SCRIPT)}</script>
</body>
</html>
`
  return page.markup
}

/**
 * Everything is forbidden but the one style and the one script, named by what they are, and pictures of pages that
 * stand in the file.
 */
function contentPolicy(pictures: boolean): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const own = `style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)};${pictures ? ' img-src data:;' : ''}`
  return `default-src 'none'; ${own} base-uri 'none'; form-action 'none'`
}

function verdictHead(summary: Summary, say: Messages): Markup {
  const verdict = gravestVerdict(summary)
  const counts = VERDICTS.map((one) => {
    const kind = `count ${one}${summary[one] === 0 ? ' none' : ''}`
    return html`<li class="${kind}"><b>${summary[one]}</b> ${say.verdicts[one]}</li>`
  })
  return html`<header class="${verdict}">
<p class="kind">${say.page.title}</p>
<h1><span class="badge">${say.verdicts[verdict]}</span></h1>
<p class="meaning">${say.verdictMeaning[verdict]}</p>
<ul class="counts"><li class="count"><b>${summary.documents}</b> ${say.page.files}</li>${join(counts)}</ul>
</header>`
}

/** What was not examined stands before what was found: a report without findings may still be no clearance. */
function coverage(screenings: readonly Screening[], say: Messages): Markup {
  const holed = screenings.filter(({ gaps }) => gaps.length > 0)
  const gaps = holed.reduce((sum, screening) => sum + screening.gaps.length, 0)
  const sentence = gaps === 0
    ? fill(say.page.coverageWhole, { documents: screenings.length })
    : fill(say.page.coveragePart, { gaps, documents: holed.length })
  if (screenings.length === 0) return html``
  const kind = gaps === 0 ? 'whole' : 'part'
  return html`<section class="coverage ${kind}"><h2>${say.page.coverage}</h2><p>${sentence}</p></section>`
}

function advice(screenings: readonly Screening[], options: PageOptions, say: Messages): Markup {
  const codes = [...new Set(screenings.flatMap(({ remarks }) => remarks))]
  const remarks = [
    ...codes.map((code) => remarkSentence(code, say)),
    ...(options.allowIncomplete ? [say.report.allowIncomplete] : []),
  ]
  const list = (title: string, sentences: readonly string[]): Markup | string => {
    if (sentences.length === 0) return ''
    const items = sentences.map((one) => html`<li>${one}</li>`)
    return html`<section class="advice"><h2>${title}</h2><ul>${join(items)}</ul></section>`
  }
  return html`${list(say.report.advice, adviceSentences(screenings, say))}${list(say.report.remarks, remarks)}`
}

/** Shown by the script alone: without it, nothing would happen on a click. */
function filters(screenings: readonly Screening[], { showSuppressed }: PageOptions, say: Messages): Markup {
  const count = (of: (screening: Screening) => number): number => screenings.reduce((sum, one) => sum + of(one), 0)
  const severity = (name: string) =>
    count(({ findings }) => findings.filter((finding) => finding.severity === name).length)
  const judgedDown = count(({ suppressed }) => suppressed.filter(({ waiver }) => !waiver).length)
  const boxes: [kind: string, label: string, count: number][] = [
    ['block', say.severities.block, severity('block')],
    ['review', say.severities.review, severity('review')],
    ['note', say.severities.note, severity('note')],
    ['gap', say.columns.gap, count(({ gaps }) => gaps.length)],
    ['waived', say.columns.waived, count(({ suppressed }) => suppressed.filter(({ waiver }) => waiver).length)],
    ['suppressed', say.page.suppressedNote, showSuppressed ? judgedDown : 0],
  ]
  const shown = boxes.filter(([, , number]) => number > 0)
  if (shown.length === 0) return html``
  const found = new Set(screenings.flatMap(({ findings }) => findings.map(({ category }) => category)))
  const categories = CATEGORIES.filter((category) => found.has(category))
  const choices = shown.map(([kind, label, number]) => {
    const box = html`<input type="checkbox" name="kind" value="${kind}" checked>`
    return html`<label class="${kind}">${box} ${label} <span>${number}</span></label>`
  })
  return html`<form class="filters" hidden><b>${say.page.filter}</b>${join(choices)}
${categories.length > 1 ? categoryChoice(categories, say) : ''}
<input type="search" name="search" placeholder="${say.page.search}" aria-label="${say.page.search}"></form>`
}

function categoryChoice(categories: readonly Category[], say: Messages): Markup {
  const options = categories.map((category) => html`<option value="${category}">${say.categories[category]}</option>`)
  return html`<label>${say.page.category} <select name="category">
<option value="">${say.page.any}</option>${join(options)}</select></label>`
}

function foot({ tool, ruleset }: ReportHead, { reveal }: PageOptions, say: Messages): Markup {
  const lexicons = ruleset.lexicons.map(({ id, version }) => `${id} ${version}`).join(' · ')
  const rules = fill(say.report.ruleset, { digest: ruleset.digest, lexicons: ruleset.lexicons.length })
  return html`<footer>
<p class="${reveal ? 'revealed' : 'masked'}">${reveal ? say.page.revealed : say.page.masked}</p>
<p>${tool.name} ${tool.version} · ${rules}</p>
<p>${say.page.lexicons}${say.report.separator}${lexicons}</p>
</footer>`
}
