import type { Finding } from '../../model/index.js'

/**
 * The acceptance of a finding.
 * @example
 * const waiver: Waiver = {
 *   fingerprint: '2bd2adee479b0fcad9faf34a0b27df5f', reason: '内容为虚构', approver: '王某', expires: '2026-12-31',
 * }
 */
export interface Waiver {
  /** The finding's fingerprint, 32 hex digits. */
  readonly fingerprint: string
  readonly reason: string
  readonly approver: string
  /** The last day it is valid, `YYYY-MM-DD`; without it the waiver does not expire. */
  readonly expires?: string
}

/**
 * Separates active findings from waived ones, in their order. A waived finding gets its waiver and the reason `waived`.
 * A finding whose waiver has expired stays active, with the reason `waiver-expired`.
 * @param today `YYYY-MM-DD`
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
): { readonly active: Finding[]; readonly waived: Finding[] } {
  const active: Finding[] = []
  const waived: Finding[] = []
  const byFingerprint = latestWaivers(waivers)
  for (const finding of findings) {
    const waiver = byFingerprint.get(finding.fingerprint)
    if (!waiver) active.push(finding)
    else if (waiver.expires !== undefined && waiver.expires < today) active.push(withExpired(finding, waiver.expires))
    else waived.push(withWaiver(finding, waiver))
  }
  return { active, waived }
}

/** The waivers by fingerprint; of several for one finding, the one that is valid longest. */
function latestWaivers(waivers: readonly Waiver[]): ReadonlyMap<string, Waiver> {
  const byFingerprint = new Map<string, Waiver>()
  for (const waiver of waivers) {
    const other = byFingerprint.get(waiver.fingerprint)
    if (!other || expiryKey(waiver) > expiryKey(other)) byFingerprint.set(waiver.fingerprint, waiver)
  }
  return byFingerprint
}

/** Sorts waivers without an expiry after every date. */
function expiryKey({ expires }: Waiver): string {
  return expires ?? '~'
}

function withExpired(finding: Finding, day: string): Finding {
  return { ...finding, reasons: [...finding.reasons, { code: 'waiver-expired', args: { expired: day } }] }
}

function withWaiver(finding: Finding, { reason, approver, expires }: Waiver): Finding {
  return {
    ...finding,
    reasons: [...finding.reasons, { code: 'waived' }],
    waiver: { reason, approver, ...(expires !== undefined && { expires }) },
  }
}
