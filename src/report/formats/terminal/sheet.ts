import picocolors from 'picocolors'
import type { Severity, Verdict } from '../../../model/index.js'
import { messages, type Messages } from '../../messages/index.js'
import type { Language } from '../../language.js'
import { padColumns, width, wrap } from '../../text/width.js'

export type Grade = Severity | Verdict

/**
 * Lines of a terminal report being written: knows the width, the colours and the language, and nothing of screenings.
 */
export interface Sheet {
  readonly say: Messages
  readonly language: Language
  readonly columns: number
  /** Appends a line as it stands. */
  line(text: string): void
  /** Appends to the last line what is fitted already and must not be broken. */
  amend(text: string): void
  /** An empty line and a heading. */
  heading(text: string, grade?: Grade): void
  /** A text broken to the width, each line indented. */
  paragraph(text: string, indent?: number): void
  /** The same, for what matters least. */
  quiet(text: string, indent?: number): void
  /** `label  text`, the text's further lines below its first. */
  field(label: string, text: string, indent: number, labelColumns: number, dress?: (label: string) => string): void
  badge(grade: Grade, text: string): string
  strong(grade: Grade, text: string): string
  /** A count in its colour where it is not zero. */
  count(grade: Grade, text: string, count: number): string
  /** A match inside its surroundings: by colour, or between ⟦⟧ where there is none. */
  highlight(text: string): string
  dim(text: string): string
  text(): string
}

export interface SheetOptions {
  readonly language: Language
  readonly color: boolean
  readonly columns: number
}

/** Starts an empty sheet. */
export function createSheet(options: SheetOptions): Sheet {
  const paint = picocolors.createColors(options.color)
  const columns = Math.min(Math.max(options.columns, 40), 120)
  const lines: string[] = []
  const hue = {
    block: paint.red, review: paint.yellow, incomplete: paint.magenta, clear: paint.green, note: paint.cyan,
  } satisfies Record<Grade, unknown>
  const put = (text: string, indent: number, dress: (line: string) => string) => {
    for (const line of wrap(text, columns - indent)) lines.push(' '.repeat(indent) + dress(line))
  }
  return {
    say: messages(options.language),
    language: options.language,
    columns,
    amend: (text) => void (lines[lines.length - 1] += text),
    line: (text) => void lines.push(text),
    heading: (text, grade) => void lines.push('', paint.bold(grade ? hue[grade](text) : text)),
    paragraph: (text, indent = 0) => put(text, indent, String),
    quiet: (text, indent = 0) => put(text, indent, paint.dim),
    field: (label, text, indent, labelColumns, dress = paint.dim) => {
      const [first = '', ...more] = wrap(text, columns - indent - labelColumns - 1)
      lines.push(`${' '.repeat(indent)}${dress(padColumns(label, labelColumns))} ${first}`)
      for (const line of more) lines.push(' '.repeat(indent + labelColumns + 1) + line)
    },
    badge: (grade, text) => (options.color ? paint.bold(paint.inverse(hue[grade](` ${text} `))) : `【${text}】`),
    strong: (grade, text) => paint.bold(hue[grade](text)),
    count: (grade, text, count) => (count > 0 ? hue[grade](text) : paint.dim(text)),
    highlight: (text) => (options.color ? paint.bold(paint.inverse(text)) : `⟦${text}⟧`),
    dim: paint.dim,
    text: () => `${lines.join('\n')}\n`,
  }
}

/** Columns that the widest of some labels needs. */
export function widest(labels: readonly string[]): number {
  return Math.max(...labels.map(width))
}
