import { LIMITS, ScreenError } from '../../model/index.js'
import { readDocument, type DocumentLine, type DocumentText } from '../../read-document.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { gapSentence, placeSentence } from '../../report/sentences/index.js'
import { escapeControls, shownPath } from '../../report/text/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { ExitStatus } from '../exit-status.js'
import { codeOf, readBounded } from '../../source/files/bounded-file.js'
import { resolveSettings } from '../settings/settings.js'
import type { CommandContext } from './command.js'

/**
 * `screen read`: what is read of a file and of everything inside it. `--kind` and `--visibility` select text; the
 * counts and the gaps are those of the whole file.
 * @throws ScreenError `usage` or `configuration`
 */
export async function readCommand(
  { operands: [file = ''], options, io, messages }: CommandContext,
): Promise<ExitStatus> {
  const scope = { env: io.env, askSecret: io.askSecret, screened: [file] }
  const { limits, ocr, reveal, passwords } = await resolveSettings(options, scope)
  const bytes = await readBounded(file, limits.inputBytes ?? LIMITS.inputBytes).catch((cause: unknown) => {
    throw new ScreenError('file-unreadable', { file, code: codeOf(cause) })
  })
  const documents = await readDocument(bytes, { name: file, limits, ocr, passwords, reveal, signal: io.signal })
  if (options.format === 'json') {
    const selected = documents.map((one) => ({ ...one, texts: one.texts.filter((line) => isSelected(line, options)) }))
    await io.stdout.write(`${JSON.stringify({ schema: 'secrecy-screen/read/v1', documents: selected }, null, 2)}\n`)
  } else for (const document of documents) await io.stdout.write(textOf(document, options, messages))
  return 0
}

function isSelected({ location, visibility }: DocumentLine, options: RawOptions): boolean {
  return (options.kind?.includes(location.kind) ?? true) && (options.visibility?.includes(visibility) ?? true)
}

/** A head, the counts, one line for each text, and the gaps. */
function textOf({ path, format, bytes, texts, gaps }: DocumentText, options: RawOptions, messages: Messages): string {
  const { read } = messages
  const lines = texts.filter((line) => isSelected(line, options)).map((line) => `  ${lineSentence(line, messages)}`)
  return [
    fill(read.document, { path: shownPath(path), format, bytes }),
    fill(read.counts, { list: countsOf(texts, messages) || read.nothing }),
    ...lines,
    ...(gaps.length > 0 ? [read.gaps, ...gaps.map((gap) => `  ${gapSentence(gap, messages)}`)] : []),
    '',
  ].map((line) => `${line}\n`).join('')
}

function lineSentence({ location, visibility, confidence, text }: DocumentLine, messages: Messages): string {
  const { read, report, visibilities } = messages
  const facts = [
    placeSentence(location, messages), visibilities[visibility],
    ...(confidence === undefined ? [] : [fill(read.recognised, { percent: Math.round(confidence * 100) })]),
  ]
  return `${facts.join(' · ')}${report.separator}${escapeControls(text)}`
}

/** How many lines there are of each kind and visibility: `正文 12；批注 2；正文 · 隐藏内容 1`. */
function countsOf(texts: readonly DocumentLine[], { parts, visibilities, report }: Messages): string {
  const counts = new Map<string, number>()
  for (const { location, visibility } of texts) {
    const kind = parts[location.kind]
    const name = visibility === 'visible' ? kind : `${kind} · ${visibilities[visibility]}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => `${name} ${count}`).join(report.list)
}
