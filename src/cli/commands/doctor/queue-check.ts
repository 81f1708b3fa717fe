import { ScreenError } from '../../../model/index.js'
import { faultSentence, type Messages } from '../../../report/index.js'
import type { Health } from './health.js'

/** Asks the server of a queue whether it is there, as the commands of the queue do. @throws ScreenError `usage` */
export async function pingQueue(url: string, say: Messages): Promise<Health> {
  const health = (state: Health['state'], detail: string): Health =>
    ({ check: 'queue-server', state, optional: false, detail })
  const { connect, connectionCode, parseQueueUrl } = await import('../../../bulk/queue/index.js')
  const address = parseQueueUrl(url)
  try {
    const connection = await connect(address)
    const [, version = ''] = /(?:redis|valkey)_version:(\S+)/.exec(await connection.redis.info('server')) ?? []
    await connection.close()
    return health('works', version)
  } catch (error) {
    if (!(error instanceof ScreenError)) throw error
    const { cause } = error.details
    return health('lacking', cause === undefined ? faultSentence(error, say) : connectionCode(cause))
  }
}
