import type { Waiver } from '../../judge/index.js'
import type { Screening } from '../../model/index.js'
import { fill, type Messages } from '../../report/index.js'

/** Watches which waivers a run makes use of. */
export interface WaiverWatch {
  add(screening: Screening): void
  /** A line for the waivers that are over and one for those nothing was found for; none where all is in order. */
  remarks(say: Messages): string
}

const MOST_NAMED = 5

/** @param today `YYYY-MM-DD` */
export function watchWaivers(waivers: readonly Waiver[], today: string): WaiverWatch {
  const met = new Set<string>()
  return {
    add: ({ findings, suppressed }) => {
      for (const { fingerprint } of findings) met.add(fingerprint)
      for (const { fingerprint } of suppressed) met.add(fingerprint)
    },
    remarks: (say) => {
      const expired = waivers.filter(({ expires }) => expires !== undefined && expires < today)
      const unused = waivers.filter((waiver) => !met.has(waiver.fingerprint) && !expired.includes(waiver))
      return line(say.change.waiversExpired, expired) + line(say.change.waiversUnused, unused)
    },
  }
}

function line(sentence: string, waivers: readonly Waiver[]): string {
  if (waivers.length === 0) return ''
  const named = waivers.slice(0, MOST_NAMED).map(({ fingerprint }) => fingerprint)
  const list = [...named, ...(waivers.length > MOST_NAMED ? ['…'] : [])].join(', ')
  return `${fill(sentence, { count: waivers.length, list })}\n`
}
