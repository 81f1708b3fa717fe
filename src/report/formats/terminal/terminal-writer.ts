import picocolors from 'picocolors'
import type { Severity, Verdict } from '../../../model/index.js'
import { messagesIn, type Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { defuseCommands } from '../../text/defuse-commands.js'
import { padColumns, width, wrap } from '../../text/width.js'

/** What a text is coloured by. */
export type Grade = Severity | Verdict

/** Collects the lines of a terminal report, broken to its width and coloured. */
export interface TerminalWriter {
  readonly messages: Messages
  readonly language: Language
  readonly columns: number
  /** Adds a line without breaking it. */
  line(text: string): void
  /** Adds to the end of the last line without breaking it. */
  append(text: string): void
  /** An empty line and a heading. */
  heading(text: string, grade?: Grade): void
  /** Adds a text, broken to the width, each line indented. */
  paragraph(text: string, indent?: number): void
  /** The same, dimmed. */
  dimParagraph(text: string, indent?: number): void
  /** Adds `label  text`; further lines of the text start below its first. */
  field(label: string, text: string, indent: number, labelColumns: number, style?: (label: string) => string): void
  badge(grade: Grade, text: string): string
  strong(grade: Grade, text: string): string
  /** A count in its colour where it is not zero. */
  count(grade: Grade, text: string, count: number): string
  /** Marks a match in its context: by colour, or by ⟦⟧ without colours. */
  highlight(text: string): string
  dim(text: string): string
  text(): string
}

export interface TerminalWriterOptions {
  readonly language: Language
  readonly color: boolean
  readonly columns: number
}

/** Creates a writer without lines. At least 40 and at most 120 columns are used. */
export function createTerminalWriter(options: TerminalWriterOptions): TerminalWriter {
  const paint = picocolors.createColors(options.color)
  const columns = Math.min(Math.max(options.columns, 40), 120)
  const lines: string[] = []
  const colors = {
    block: paint.red, review: paint.yellow, incomplete: paint.magenta, clear: paint.green, note: paint.cyan,
  } satisfies Record<Grade, unknown>
  const add = (text: string, indent: number, style: (line: string) => string) => {
    for (const line of wrap(text, columns - indent)) lines.push(' '.repeat(indent) + style(line))
  }
  return {
    messages: messagesIn(options.language),
    language: options.language,
    columns,
    append: (text) => void (lines[lines.length - 1] += text),
    line: (text) => void lines.push(text),
    heading: (text, grade) => void lines.push('', paint.bold(grade ? colors[grade](text) : text)),
    paragraph: (text, indent = 0) => add(text, indent, String),
    dimParagraph: (text, indent = 0) => add(text, indent, paint.dim),
    field: (label, text, indent, labelColumns, style = paint.dim) => {
      const [first = '', ...more] = wrap(text, columns - indent - labelColumns - 1)
      lines.push(`${' '.repeat(indent)}${style(padColumns(label, labelColumns))} ${first}`)
      for (const line of more) lines.push(' '.repeat(indent + labelColumns + 1) + line)
    },
    badge: (grade, text) => (options.color ? paint.bold(paint.inverse(colors[grade](` ${text} `))) : `【${text}】`),
    strong: (grade, text) => paint.bold(colors[grade](text)),
    count: (grade, text, count) => (count > 0 ? colors[grade](text) : paint.dim(text)),
    highlight: (text) => (options.color ? paint.bold(paint.inverse(text)) : `⟦${text}⟧`),
    dim: paint.dim,
    text: () => defuseCommands(`${lines.join('\n')}\n`),
  }
}

/** The width of the widest of some labels, in columns. */
export function widestOf(labels: readonly string[]): number {
  return Math.max(...labels.map(width))
}
