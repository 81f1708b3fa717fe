import type { QueueMessages } from './queue-catalogue.js'

/** What the commands of the queue say in Chinese. */
export const queueZhCn: QueueMessages = {
  queue: {
    needed: '请指定队列：--queue redis://主机:端口/库号，或用环境变量 SCREEN_QUEUE 给出',
    ledgerNeeded: '请用 --ledger 指定收取结果的台账文件',
    badUrl: '队列地址的写法为 redis://[用户:口令@]主机[:端口][/库号][?name=…]；用 TLS 时为 rediss://，可加 &ca=、&cert=、&key= 指定 PEM 文件',
    notInstalled: '使用队列需要两个可选软件包：npm install bullmq@6.7.0 ioredis@6.0.0',
    s3NotInstalled: '读取 s3:// 需要一个可选软件包：npm install @aws-sdk/client-s3@3.1175.0',
    pemUnreadable: '无法读取 PEM 文件 {file}（{code}）',
    unreachable: '无法连接队列 {queue}（{code}）',
    lost: '与队列 {queue} 的连接中断，正在等待恢复。',
    damaged: '队列 {queue} 的内容不完整：可能有其他程序写入，或部分数据已丢失。请换一个 ?name= 重新入队',
    otherRuleset: '队列 {queue} 要求规则集 {expected}，本机为 {own}：请让所有机器使用相同的词库',
    otherEngine: '队列 {queue} 要求本程序 {expected} 版，本机为 {own} 版：请在所有机器上安装相同版本',
    otherOptions: '队列 {queue} 要求的选项与本机不同：豁免、密钥、--ocr、--segmenter 和各项上限须在所有机器上一致',
    noStdin: '标准输入不能入队：请给出文件、文件夹或 s3://桶/前缀',
    enqueueing: '已入队 {done} 份文件',
    enqueued: '队列 {queue} 已收入 {documents} 份文件。',
    full: '队列 {queue} 已存放 {count} 份文件（含已审查未收取的），其余等待空位：请运行 screen work 和 screen collect。',
    worked: '已审查 {documents} 份文件；队列 {queue} 已空。',
    released: '正在读取的文件已放回队列。',
    leftDocuments: '队列中还有 {count} 份文件未审查或未收取：本报告不完整。',
    leftOpen: '有 {count} 次入队没有完成：本报告不完整。请再次执行相同的 screen enqueue。',
    missing: '有 {count} 份已入队的文件既不在队列中，也不在台账中。请再次执行相同的 screen enqueue。',
    nothing: '没有入队的文件。',
  },
}
