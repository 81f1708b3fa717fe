import type { Waiver } from '../../judge/index.js'
import type { Screening } from '../../model/index.js'
import { fill, type Messages } from '../../report/messages/index.js'

/** Tracks which waivers a run uses. */
export interface WaiverUsage {
  add(screening: Screening): void
  /** One line for the expired waivers and one for the unused ones; empty if there are none. */
  warnings(messages: Messages): string
}

/** @param today `YYYY-MM-DD` */
export function trackWaivers(waivers: readonly Waiver[], today: string): WaiverUsage {
  const found = new Set<string>()
  return {
    add: ({ findings, suppressed }) => {
      for (const { fingerprint } of findings) found.add(fingerprint)
      for (const { fingerprint } of suppressed) found.add(fingerprint)
    },
    warnings: ({ change }) => {
      const expired = waivers.filter(({ expires }) => expires !== undefined && expires < today)
      const unused = waivers.filter((waiver) => !found.has(waiver.fingerprint) && !expired.includes(waiver))
      return warning(change.waiversExpired, expired) + warning(change.waiversUnused, unused)
    },
  }
}

/** How many waivers a warning names. */
const MAX_NAMED = 5

function warning(sentence: string, waivers: readonly Waiver[]): string {
  if (waivers.length === 0) return ''
  const named = waivers.slice(0, MAX_NAMED).map(({ fingerprint }) => fingerprint)
  const list = [...named, ...(waivers.length > MAX_NAMED ? ['…'] : [])].join(', ')
  return `${fill(sentence, { count: waivers.length, list })}\n`
}
