import type { DoctorCheck } from '../../../report/messages/index.js'

/** The result of one check. */
export interface CheckResult {
  readonly check: DoctorCheck
  readonly state: 'works' | 'lacking'
  /** Documents are screened as completely without it. */
  readonly optional: boolean
  /** Versions, counts, or what failed; empty when there is nothing to say. */
  readonly detail: string
}
