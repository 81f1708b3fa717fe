import { ScreenError } from '../../../model/index.js'
import type { Health } from './checks.js'

/** Asks the server of a queue whether it is there, once, for three seconds at most. The address is not told: it may hold a password. */
export async function pingQueue(url: string): Promise<Health> {
  if (!/^rediss?:\/\//.test(url)) throw new ScreenError('usage', 'a queue is redis://… or rediss://…')
  const health = (state: Health['state'], detail: string): Health => ({ check: 'queue-server', state, optional: false, detail })
  const { Redis } = await import('ioredis')
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 3000, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  let first: NodeJS.ErrnoException | undefined
  redis.on('error', (error) => (first ??= error))
  try {
    await redis.connect()
    const [, version = ''] = /redis_version:(\S+)/.exec(await redis.info('server')) ?? []
    return health('works', version)
  } catch (error) {
    return health('lacking', (first ?? (error as NodeJS.ErrnoException)).code ?? '')
  } finally {
    redis.disconnect()
  }
}
