import type { QueueMessages } from './queue-catalogue.js'

/** What the commands of the queue say in Chinese. */
export const queueZhCn: QueueMessages = {
  queue: {
    lost: '与队列 {queue} 的连接中断，正在等待恢复。',
    enqueueing: '已入队 {done} 份文件',
    enqueued: '队列 {queue} 已收入 {documents} 份文件。',
    full: '队列 {queue} 已存放 {count} 份文件（含已审查未收取的），其余等待空位：请运行 screen work 和 screen collect。',
    worked: '已审查 {documents} 份文件；队列 {queue} 已空。',
    released: '正在读取的文件已放回队列。',
    leftDocuments: '队列中还有 {count} 份文件未审查或未收取：本报告不完整。',
    leftOpen: '有 {count} 次入队没有完成：本报告不完整。请再次执行相同的 screen enqueue。',
    missing: '有 {count} 份已入队的文件既不在队列中，也不在台账中。请再次执行相同的 screen enqueue。',
  },
}
