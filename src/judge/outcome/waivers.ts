import type { Finding } from '../../model/index.js'

/** A finding that someone has accepted. */
export interface Waiver {
  /** The finding's fingerprint, 32 hex digits. */
  readonly fingerprint: string
  readonly reason: string
  readonly approver: string
  /** Last day it holds, `YYYY-MM-DD`; for ever when absent. */
  readonly expires?: string
}

/**
 * Parts findings into those that stand and those a waiver accepts. A waived one carries its waiver and the reason
 * `waived`; one whose waiver is over stands, with the reason `waiver-expired`. Order is kept.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
): { readonly standing: Finding[]; readonly waived: Finding[] } {
  const standing: Finding[] = []
  const waived: Finding[] = []
  const known = latest(waivers)
  for (const finding of findings) {
    const waiver = known.get(finding.fingerprint)
    if (!waiver) standing.push(finding)
    else if (waiver.expires !== undefined && waiver.expires < today) standing.push(expired(finding, waiver.expires))
    else waived.push(accepted(finding, waiver))
  }
  return { standing, waived }
}

/** Of several waivers for one finding, the one that holds longest. */
function latest(waivers: readonly Waiver[]): ReadonlyMap<string, Waiver> {
  const known = new Map<string, Waiver>()
  for (const waiver of waivers) {
    const other = known.get(waiver.fingerprint)
    if (!other || lasts(waiver) > lasts(other)) known.set(waiver.fingerprint, waiver)
  }
  return known
}

/** Sorts after every date when it does not end. */
function lasts({ expires }: Waiver): string {
  return expires ?? '~'
}

function expired(finding: Finding, day: string): Finding {
  return { ...finding, reasons: [...finding.reasons, { code: 'waiver-expired', args: { expired: day } }] }
}

function accepted(finding: Finding, { reason, approver, expires }: Waiver): Finding {
  return {
    ...finding,
    reasons: [...finding.reasons, { code: 'waived' }],
    waiver: { reason, approver, ...(expires !== undefined && { expires }) },
  }
}
