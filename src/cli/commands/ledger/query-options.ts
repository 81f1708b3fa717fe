import type { LedgerQuery } from '../../../bulk/ledger/index.js'
import { isDay } from '../../../lexicon/schema.js'
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
  const [, month = '', day, time = ''] = /^(\d{4}-\d{2})(-\d{2})?(T.+)?$/.exec(value) ?? []
  const exists = isDay(`${month}${day ?? '-01'}`) && (time === '' || (day !== undefined && TIME.test(time)))
  if (!exists) throw new ScreenError('bad-day', { option, value })
  return value.replace(/Z$/, '')
}

const TIME = /^T(?:[01]\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?)?Z?$/
