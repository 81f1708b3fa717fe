import { columnLetters, type PartKind, type Place } from '../../../model/index.js'
import type { Run } from '../../parts/paragraph.js'
import type { Look } from './look.js'

/** A paragraph being gathered. */
export interface Paragraph {
  place: Place
  style: string
  /** Its own shading. */
  readonly look: Look
  readonly runs: Run[]
  /** Phonetic guides, written as a line of their own so that the base text stays in one piece. */
  readonly ruby: Run[]
}

interface Table {
  row: number
  column: number
  span: number
  /** The current cell already holds a paragraph. */
  begun: boolean
  hiddenRow: boolean
  shaded: boolean
  cellShaded: boolean
}

/** Paragraphs and tables that follow each other in one place: the story itself, or a text box in it. */
export class Flow {
  readonly paragraphs: Paragraph[] = []
  readonly tables: Table[] = []
  /** Look of the run being read, and its style. */
  look: Look = {}
  runStyle = ''

  constructor(
    readonly kind: PartKind,
    /** Where a text box is anchored; absent for the story. */
    readonly anchor?: Place,
  ) {}

  get table(): Table | undefined {
    return this.tables.at(-1)
  }

  openTable(): void {
    this.tables.push({ row: 0, column: 0, span: 1, begun: false, hiddenRow: false, shaded: false, cellShaded: false })
  }

  openRow(): void {
    if (this.table) Object.assign(this.table, { row: this.table.row + 1, column: 0, hiddenRow: false })
  }

  openCell(): void {
    if (!this.table) return
    Object.assign(this.table, { column: this.table.column + 1, span: 1, begun: false, cellShaded: false })
  }

  closeCell(): void {
    if (this.table) this.table.column += this.table.span - 1
  }

  /** Address of the current cell, `B3`; within nested tables `B3/A1`, outermost first. */
  get cell(): string {
    return this.tables
      .filter(({ column }) => column > 0)
      .map(({ row, column }) => `${columnLetters(column)}${row}`)
      .join('/')
  }

  get backdrop(): boolean {
    return this.tables.some(({ shaded, cellShaded }) => shaded || cellShaded)
  }
}
