import type { LedgerQuery } from '../../../bulk/ledger/index.js'
import { ScreenError, type Verdict } from '../../../model/index.js'
import type { RawOptions } from '../../command-line/raw-options.js'

/** Which entries the options ask for. @throws ScreenError `usage` for a time that is none */
export function wanted({ verdict, rule, path, since, before, history }: RawOptions): LedgerQuery {
  return {
    ...(verdict && { verdicts: verdict as Verdict[] }),
    ...(rule !== undefined && { rule }),
    ...(path !== undefined && { path }),
    ...(since !== undefined && { since: day('--since', since) }),
    ...(before !== undefined && { before: day('--before', before) }),
    ...(history && { history }),
  }
}

/** The beginning of an ISO 8601 time sorts as the time does. */
function day(option: string, value: string): string {
  if (/^\d{4}-\d{2}(-\d{2}(T[\d:.]+Z?)?)?$/.test(value)) return value
  throw new ScreenError('bad-day', { option, value })
}
