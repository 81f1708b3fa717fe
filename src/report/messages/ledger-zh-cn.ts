import type { LedgerMessages } from './ledger-catalogue.js'

/** Bulk runs, the ledger and `screen watch` in Chinese. */
export const ledgerZhCn: LedgerMessages = {
  ledger: {
    kept: '台账 {file}：{documents} 份文件，本次检查 {screened} 份，已不存在 {gone} 份。链首：{head}',
    interrupted: '已有结果保存在台账 {file} 中（{documents} 份文件），再次运行同一命令即可继续。',
    stopped: '运行提前结束。已有结果保存在台账 {file} 中（{documents} 份文件）。',
    file: '台账', entries: '记录', documents: '文件', verdicts: '结论', gone: '已不存在', head: '链首', ruleset: '规则集',
    version: '程序版本', options: '选项', runs: '运行', noRuns: '尚无结束的运行', complete: '完整', broken: '中断',
    run: '{at} · {end} · 文件 {documents} 份，检查 {screened} 份，已不存在 {gone} 份 · {paths}',
    none: '没有符合条件的记录。',
    sound: '台账完好：{entries} 条记录，链首 {head}',
    unsound: '台账【不】完好：{count} 处错误。',
    changed: '第 {entry} 条：本条或其上一条被改动过',
    missing: '第 {entry} 条：缺失；有记录被删除、添加或移动',
    seal: '第 {entry} 条：该次运行的封印与此密钥不符',
    cutOff: '台账中没有给定的链首：末尾被截去，或全部被重写',
    damaged: '文件已损坏：{detail}',
    since: '自给定的链首以来新增 {count} 条',
    sealed: '以此密钥封印至第 {entry} 条', notSealed: '没有以此密钥封印的记录',
    leftOut: '文件夹中有 {count} 个本程序自己的文件（台账或检查记录），未检查。',
    brokenChain: '台账 {file}【不】完好：有记录被改动或删除。screen ledger verify 会指出位置。',
    unsealed: '台账 {file}：{count} 份文件没有此密钥的有效封印，其结果不采用。',
  },
  progress: {
    done: '已检查 {done} 个文件 · 不得公开 {block} · 需要复核 {review} · 不完整 {incomplete}',
    rate: '{documents} 个/秒 · {megabytes} MB/秒', left: '剩余 {time}', slowest: '最慢 {path}（{time}）',
    hours: '{hours} 小时 {minutes} 分', minutes: '{minutes} 分 {seconds} 秒', seconds: '{seconds} 秒',
  },
  watch: {
    begun: '正在监视 {paths}；按 Ctrl-C 结束。',
    vanished: '已不存在：{path}',
    ended: '已结束：检查 {documents} 次 · 不得公开 {block} · 需要复核 {review} · 不完整 {incomplete} · 可以公开 {clear}',
  },
}
