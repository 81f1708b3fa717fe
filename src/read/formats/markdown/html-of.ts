/** Tags that Markdown passes on to HTML; anything else in angle brackets is text here (`<机密>`, `a<b`). */
const TAGS = new Set((
  'a abbr address article aside audio b big blockquote body br button caption center cite code col colgroup dd del' +
  ' details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header' +
  ' hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol optgroup' +
  ' option p param picture pre q rp rt ruby s samp script section select small source span strike strong style sub' +
  ' summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr'
).split(' '))

/** One complete tag (CommonMark 6.6). */
const TAG = /<\/?([a-z][a-z0-9-]*)(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>/iy

/** A longer tag is read as text. Bounds the cost of the search for its end, which runs at each bracket. */
const LONGEST_TAG = 4096

/**
 * Markdown as HTML whose text is the Markdown, line for line: comments and tags of HTML stay, every other `<` and every
 * `&` of code is escaped, and rows of tables have tabs between their cells. Cost: linear.
 */
export function htmlOf(markdown: string): string {
  const pieces: string[] = []
  for (let at = 0; at < markdown.length;) {
    const end = fenceEnd(markdown, at) ?? at
    if (end > at) pieces.push(escapeAll(markdown.slice(at, end)))
    else {
      const line = lineEnd(markdown, at)
      at = prose(markdown, at, line, pieces)
      continue
    }
    at = end
  }
  return pieces.join('')
}

/** The end of the fenced code block that begins at the start of a line; undefined if none begins there. */
function fenceEnd(text: string, start: number): number | undefined {
  const open = /^ {0,3}(`{3,}|~{3,})/.exec(text.slice(start, start + 64))?.[1]
  if (open === undefined) return undefined
  for (let at = lineEnd(text, start); at < text.length; at = lineEnd(text, at)) {
    const close = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(text.slice(at, Math.min(lineEnd(text, at), at + 200)))?.[1]
    if (close?.startsWith(open)) return lineEnd(text, at)
  }
  return text.length
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found + 1
}

/** Converts one line of prose, or as many lines as a comment or tag in it spans. Returns the end offset. */
function prose(text: string, start: number, end: number, pieces: string[]): number {
  const row = isRow(text, start, end)
  let at = start
  while (at < end) {
    const next = nextDelimiter(text, at, end)
    pieces.push(plain(text.slice(at, next), row))
    if (next >= end) return next
    const stop = constructEnd(text, next, end)
    const sign = text.slice(next, stop)
    pieces.push(sign.startsWith('`') || sign === '<' ? escapeAll(sign) : sign)
    at = stop
  }
  return at
}

function isRow(text: string, start: number, end: number): boolean {
  return /^\s*\|.*\|\s*$/.test(text.slice(start, Math.min(end, start + 10_000)))
}

function plain(text: string, row: boolean): string {
  if (!row) return text
  return text
    .replace(/\\\|/g, '\u0000')
    .replace(/^\s*\||\|(?=\s*$)/g, '')
    .replace(/(?<!\s)\s+(?=\|)/g, '')
    .replace(/\|\s*/g, '\t')
    .replaceAll('\u0000', '|')
}

function nextDelimiter(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text[at] === '<' || text[at] === '`') return at
  return end
}

/** The end of a comment, tag or code span on one line; if it is none of these, the end of the single character. */
function constructEnd(text: string, at: number, end: number): number {
  if (text[at] === '`') return codeEnd(text, at, end)
  if (text.startsWith('<!--', at)) {
    const close = text.indexOf('-->', at + 4)
    return close < 0 ? text.length : close + 3
  }
  TAG.lastIndex = 0
  const found = TAG.exec(text.slice(at, at + LONGEST_TAG))
  return found && TAGS.has(found[1]!.toLowerCase()) ? at + found[0].length : at + 1
}

function codeEnd(text: string, at: number, end: number): number {
  const run = /^`+/.exec(text.slice(at, Math.min(end, at + 100)))![0]
  const close = text.indexOf(run, at + run.length)
  return close < 0 || close >= end ? at + run.length : close + run.length
}

function escapeAll(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
