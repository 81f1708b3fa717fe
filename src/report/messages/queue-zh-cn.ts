import type { QueueMessages } from './queue-catalogue.js'

/** The queue commands in Chinese. */
export const queueZhCn: QueueMessages = {
  queue: {
    lost: '与队列 {queue} 的连接中断，正在等待恢复。',
    enqueueing: '已入队 {done} 份文件',
    enqueued: '已将 {documents} 份文件放入队列 {queue}。',
    full: '队列 {queue} 已满：{count} 份文件，含已检查未收取的；其余等待空位。请运行 screen work 和 screen collect。',
    worked: '已检查 {documents} 份文件；队列 {queue} 已空。',
    released: '正在检查的文件已放回队列。',
    leftDocuments: '队列中还有 {count} 份文件未检查或未收取：本报告不完整。',
    leftOpen: '有 {count} 次 screen enqueue 没有完成：本报告不完整。请再次执行相同的 screen enqueue。',
    foreign: '队列中有 {count} 项不是本程序的任务，或没有此密钥的封印，已移除。',
    refused: '{count} 份结果未予采用：内容无效、出自其他版本，或没有此密钥的封印。这些文件已重新排队。',
    orphans: '有 {count} 项任务不属于任何已知的 screen enqueue，已移除：本报告不完整。请再次执行相同的 screen enqueue。',
    badWalks: '有 {count} 次 screen enqueue 的数据已损坏，或没有此密钥的封印：本报告不完整。',
    missing: '有 {count} 份已入队的文件既不在队列中，也不在台账中。请再次执行相同的 screen enqueue。',
  },
}
