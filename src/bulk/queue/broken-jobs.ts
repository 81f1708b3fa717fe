import type { Connection } from './connection.js'

/**
 * Moves jobs whose stored fields are no JSON to the failed ones. BullMQ fails to read such a job whenever it comes to a
 * machine, and otherwise gives it to the machines for ever. Looks at the jobs that machines hold and at those that come
 * next.
 */
export async function failBrokenJobs({ queue, redis }: Connection): Promise<void> {
  const [active, waiting] = [queue.toKey('active'), queue.toKey('wait')]
  const ids = [...(await redis.lrange(active, 0, -1)), ...(await redis.lrange(waiting, -NEXT, -1))]
  for (const id of ids) {
    const isBroken = await queue.getJob(id).then(() => false, () => true)
    if (!isBroken || !(await redis.exists(queue.toKey(id)))) continue
    await redis.multi().lrem(active, 0, id).lrem(waiting, 0, id).zadd(queue.toKey('failed'), Date.now(), id)
      .del(`${queue.toKey(id)}:lock`).exec()
  }
}

const NEXT = 16
