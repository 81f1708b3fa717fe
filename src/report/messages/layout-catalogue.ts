import type { Disclosure, DocumentFacts, LayoutForm, Region } from '../../model/index.js'

/** What the layout of a document shows: its form, its facts, where in it a finding stands. */
export interface LayoutMessages {
  readonly disclosures: Readonly<Record<Disclosure, string>>
  readonly layoutForms: Readonly<Record<LayoutForm, string>>
  readonly regions: Readonly<Record<Region, string>>
  /** Names of the facts. */
  readonly documentFacts: Readonly<Record<keyof DocumentFacts, string>>
  readonly layout: Readonly<Record<'file' | 'none' | 'region' | 'text', string>>
}
