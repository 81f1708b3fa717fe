import { ScreenError } from '../../../model/index.js'
import type { Messages } from '../../../report/messages/index.js'
import { errorSentence } from '../../../report/sentences/index.js'
import type { CheckResult } from './check-result.js'

/** Connects to the server of a queue, as the queue commands do. @throws ScreenError `usage` for an invalid URL */
export async function checkQueue(url: string, messages: Messages): Promise<CheckResult> {
  const result = (state: CheckResult['state'], detail: string): CheckResult =>
    ({ check: 'queue-server', state, optional: false, detail })
  const { connect, connectionCode, parseQueueUrl } = await import('../../../bulk/queue/index.js')
  const address = parseQueueUrl(url)
  try {
    const connection = await connect(address)
    const [, version = ''] = /(?:redis|valkey)_version:(\S+)/.exec(await connection.redis.info('server')) ?? []
    await connection.close()
    return result('works', version)
  } catch (error) {
    if (!(error instanceof ScreenError)) throw error
    const { cause } = error.details
    return result('lacking', cause === undefined ? errorSentence(error, messages) : connectionCode(cause))
  }
}
