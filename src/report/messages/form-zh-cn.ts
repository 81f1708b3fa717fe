import type { FormMessages } from './form-catalogue.js'

/** The review form, the monthly table and `screen verify` in Chinese. */
export const formZhCn: FormMessages = {
  form: {
    signDrafter: '拟稿人', signOffice: '经办处室负责人', signReviewer: '保密审查员', signLeader: '分管领导',
    note: '说明：本表由 {tool} {version} 根据检查结果填写，数值已遮蔽。检查结果供审查使用，不代替审查人员的判断；先审查、后公开，一事一审。',
    coverageWhole: '全部内容均已检查。',
    coveragePart: '有 {gaps} 处未能检查，须由人工查看。',
    members: '含其中的文件 {members} 个。',
    found: '共 {count} 处：{list}。',
    categoryCount: '{category} {count} 处',
    moreFindings: '另有 {count} 处未列入本表，见检查报告。',
    moreGaps: '另有 {count} 处未列入本表，见检查报告。',
    waived: '另有 {count} 处已按批准的豁免处理。',
  },
  summary: {
    title: '政府信息公开保密审查汇总表（{month}）', all: '全部', overview: '汇总', documents: '明细', count: '文件数', total: '合计',
    findings: '发现数', folder: '单位（文件夹）', here: '（当前文件夹）', serial: '序号', heading: '标题', number: '发文字号',
    signers: '签发人', issued: '成文日期', disclosure: '公开属性', at: '检查时间', reviewer: '审查人',
    opinion: '审查意见', more: '另有 {count} 个文件未列出。',
  },
  verify: {
    cleared: '{file}：版本一致，与 {time} 检查通过的文件相同。',
    notCleared: '{file}：这一版本检查过，结论是“{verdict}”，不得据此公开。',
    partly: '{file}：这一版本只检查了改动的行，不能据此公开。',
    weaker: '{file}：不得据此公开。{time} 检查通过，但所用的规则或标准低于要求。',
    unsealed: '{file}：不得据此公开。{time} 的检查记录没有有效封印。',
    weakerRules: '  低于要求：缺少要求的词库或其版本较旧，或有规则被停用、降级；请重新检查。',
    weakerThreshold: '  低于要求：计入的严重程度较少（--fail-on）；请重新检查。',
    unkeyedWaivers: '  低于要求：有发现由没有密钥保护的豁免放行；请用 --key 重新检查。',
    sealValid: '  记录已用此密钥封印。',
    sealUnchecked: '  记录已封印；没有给出 --key，未核对封印。',
    sealNone: '  记录没有封印：能写入该文件夹的人都可能写出这份记录。',
    brokenChain: '注意：{file} 中检查记录的链有 {count} 行不成立：有记录被改动或删除。',
    unrecorded: '{file}：没有这一版本的检查记录。',
    changed: '{file}：版本不一致。{time} 检查过同名文件，此后内容已改动。',
    damaged: '注意：{file} 不是有效的检查记录，未采用。',
    screened: '  检查时间 {time} · 操作人 {operator} · 规则集 {digest} · {tool} {version}',
    rulesetChanged: '  注意：检查之后规则集已变更（现为 {digest}），请重新检查。',
    waived: '  说明：其中 {count} 处发现已按批准的豁免处理。',
  },
}
