import { SEVERITIES, type Severity } from '../../model/index.js'
import type { Candidate } from '../candidate.js'
import { byPlace } from './overlaps.js'

/**
 * The candidates of one document that will be listed: for each severity the first ones by place, up to the limit. So
 * memory stays bounded even in a document that consists of hits.
 */
export class Shortlist {
  readonly #kept: Record<Severity | 'suppress', Candidate[]> = { block: [], review: [], note: [], suppress: [] }
  readonly #dropped: Record<Severity | 'suppress', number> = { block: 0, review: 0, note: 0, suppress: 0 }
  #empty = true

  constructor(readonly limit: number) {}

  /** True until a candidate is added. */
  get empty(): boolean {
    return this.#empty
  }

  add(candidate: Candidate): void {
    this.#empty = false
    const kept = this.#kept[candidate.severity]
    if (kept.length < this.limit) kept.push(candidate)
    else this.#dropped[candidate.severity]++
  }

  /** The most severe findings, ordered by place, and how many more there were. */
  findings(): { readonly listed: Candidate[]; readonly more: number } {
    const all = SEVERITIES.flatMap((severity) => this.#kept[severity])
    const dropped = SEVERITIES.reduce((sum, severity) => sum + this.#dropped[severity], 0)
    const listed = all.slice(0, this.limit)
    return { listed: listed.sort(byPlace), more: all.length - listed.length + dropped }
  }

  /** The suppressed candidates, ordered by place, and how many more there were. */
  suppressed(): { readonly listed: Candidate[]; readonly more: number } {
    return { listed: [...this.#kept.suppress].sort(byPlace), more: this.#dropped.suppress }
  }
}
