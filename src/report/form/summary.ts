import { maskPath } from '../../mask/index.js'
import {
  CATEGORIES, VERDICTS, type Category, type Disclosure, type Screening, type Verdict,
} from '../../model/index.js'
import { isUsualContent } from '../sentences/left-sentence.js'
import type { Messages } from '../messages/index.js'

/** One document of the ledger. */
export interface SummaryEntry {
  readonly path: string
  /** When it was screened, ISO 8601. */
  readonly at: string
  /** The document first, then its members. */
  readonly screenings: readonly Screening[]
}

/** One row of the table. */
export interface SummaryRow {
  /** Masked, as the folder is. */
  readonly path: string
  readonly folder: string
  readonly title: string
  readonly number: string
  readonly signers: readonly string[]
  /** `YYYY-MM-DD`; empty where unknown. */
  readonly issued: string
  readonly disclosure?: Disclosure
  readonly at: string
  readonly verdict: Verdict
  readonly findings: number
  readonly gaps: number
  readonly categories: Readonly<Partial<Record<Category, number>>>
  /** The dispositions of its findings, each once. */
  readonly dispositions: readonly string[]
}

/** The totals of all documents. */
export interface Totals {
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Documents with findings of a category, and how many findings. */
  readonly categories: readonly { readonly category: Category; readonly documents: number; readonly findings: number }[]
  readonly folders: readonly FolderTotal[]
}

export interface FolderTotal {
  readonly folder: string
  readonly documents: number
  readonly verdicts: Readonly<Record<Verdict, number>>
}

/** A document and its members as one row. */
export function summaryRow({ path, at, screenings }: SummaryEntry): SummaryRow {
  const facts = screenings[0]?.facts ?? {}
  const findings = screenings.flatMap((screening) => screening.findings.filter((one) => !isUsualContent(one)))
  const categories: Partial<Record<Category, number>> = {}
  for (const { category } of findings) categories[category] = (categories[category] ?? 0) + 1
  return {
    path: maskPath(path), at, categories,
    folder: path.includes('/') ? maskPath(path.slice(0, path.lastIndexOf('/'))) : '',
    title: facts.title ?? '', number: facts.number ?? '', signers: facts.signers ?? [], issued: facts.issued ?? '',
    ...(facts.disclosure && { disclosure: facts.disclosure }),
    verdict: screenings[0]?.verdict ?? 'incomplete',
    findings: findings.length,
    gaps: screenings.reduce((sum, { gaps }) => sum + gaps.length, 0),
    dispositions: [...new Set(findings.flatMap(({ disposition }) => disposition ?? []))],
  }
}

/** Counts rows by verdict, by category and by folder; categories without a finding are left out. */
export function totalsOf(rows: readonly SummaryRow[]): Totals {
  const folders = new Map<string, SummaryRow[]>()
  for (const row of rows) folders.set(row.folder, [...(folders.get(row.folder) ?? []), row])
  const categories = CATEGORIES.map((category) => {
    const counts = rows.map((row) => row.categories[category] ?? 0).filter((count) => count > 0)
    return { category, documents: counts.length, findings: counts.reduce((sum, count) => sum + count, 0) }
  })
  return {
    verdicts: verdictsOf(rows),
    categories: categories.filter(({ documents }) => documents > 0),
    folders: [...folders].map(([folder, own]) => ({ folder, documents: own.length, verdicts: verdictsOf(own) })),
  }
}

function verdictsOf(rows: readonly SummaryRow[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  for (const { verdict } of rows) counts[verdict]++
  return counts
}

/** The categories of a row in one cell. */
export function categoriesCell({ categories }: SummaryRow, messages: Messages): string {
  const present = CATEGORIES.filter((category) => categories[category] !== undefined)
  const counts = present.map((category) => `${messages.categories[category]} ${categories[category]}`)
  return counts.join(messages.report.list)
}
