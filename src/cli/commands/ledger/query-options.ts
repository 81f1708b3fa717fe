import type { LedgerQuery } from '../../../bulk/ledger/index.js'
import { ScreenError, type Verdict } from '../../../model/index.js'
import type { RawOptions } from '../../command-line/raw-options.js'

/** The query that the options describe. @throws ScreenError `usage` for an invalid time */
export function ledgerQueryFrom({ verdict, rule, path, since, before, history }: RawOptions): LedgerQuery {
  return {
    ...(verdict && { verdicts: verdict as Verdict[] }),
    ...(rule !== undefined && { rule }),
    ...(path !== undefined && { path }),
    ...(since !== undefined && { since: timePrefix('--since', since) }),
    ...(before !== undefined && { before: timePrefix('--before', before) }),
    ...(history && { history }),
  }
}

/** A prefix of an ISO 8601 time, which sorts like the time itself. */
function timePrefix(option: string, value: string): string {
  if (/^\d{4}-\d{2}(-\d{2}(T[\d:.]+Z?)?)?$/.test(value)) return value
  throw new ScreenError('bad-day', { option, value })
}
