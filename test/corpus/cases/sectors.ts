import type { Category } from '../../../src/model/index.js'
import { officialDocument, row, type Case } from '../case.js'

const text = (title: string, line: string): string => officialDocument({ number: '', title, body: [line] })

/** Folder, title, line, expected match, and its category if it is not a state secret. */
type Row = readonly [`review-sector-${string}`, string, string, string, Category?]

/** A subject with a second piece of evidence: a quantity, or a word of a mark. */
const FOUND: readonly Row[] = [
  ['review-sector-defence-forces', '关于驻地情况的说明', '周边兵力部署为3个旅，另有保障分队。', '兵力部署'],
  ['review-sector-defence-equipment', '装备工作情况', '该型装备战术技术指标尚未公布。', '战术技术指标'],
  ['review-sector-defence-mobilisation', '国防动员工作总结', '本年度国防动员潜力数据（未公开）已更新。', '国防动员潜力数据'],
  ['review-sector-defence-ammunition', '仓储工作情况', '弹药储备共计 1200吨，分四处存放。', '弹药储备'],
  ['review-sector-foreign-bottom-line', '谈判工作情况', '我方谈判底线为关税不低于 12%。', '谈判底线'],
  ['review-sector-foreign-talking-points', '外事活动安排', '会见谈话参考（不对外公开）已送有关领导。', '会见谈话参考'],
  ['review-sector-foreign-aid', '援外工作情况', '援外金额约 3000万元，分三年拨付。', '援外金额'],
  ['review-sector-economy-price', '价格工作情况', '调价方案尚未公布，拟于下月执行。', '调价方案'],
  ['review-sector-economy-grain', '粮食工作情况', '储备粮库点共 12处，均已验收。', '储备粮库点'],
  ['review-sector-economy-oil', '能源工作情况', '石油储备量（未公布）较上年增长。', '石油储备量'],
  ['review-sector-economy-grid', '电力保障方案', '电网接线图见附件，请各单位核对。', '电网接线图'],
  ['review-sector-technology-process', '课题进展', '核心工艺参数如下表，请课题组核对。', '核心工艺参数'],
  ['review-sector-technology-strains', '实验室情况', '现有菌毒种库存 120份，由专人保管。', '菌毒种库存'],
  ['review-sector-technology-secret', '科技成果登记', '该成果列入国家科学技术秘密，密级另行确定。', '国家科学技术秘密'],
  ['review-sector-justice-investigation', '专案工作情况', '侦查方案（不对外公开）由专案组拟定。', '侦查方案'],
  ['review-sector-justice-control-list', '重点时段工作安排', '稳控名单如下，共 12名，逐人落实责任。', '稳控名单'],
  ['review-sector-justice-deployment', '活动保障安排', '现场安保警力 320名，警力部署一览表附后。', '警力部署'],
  ['review-sector-justice-deliberation', '案件办理情况', '审委会讨论记录（不公开）附卷。', '审委会讨论记录', 'work-secret'],
  ['review-sector-surveying-parameters', '测绘成果汇交说明', '坐标转换参数如下表，涉密。', '坐标转换参数'],
  ['review-sector-surveying-gravity', '测绘成果目录', '重力加密点成果 128个点，未公开。', '重力加密点成果'],
  ['review-sector-surveying-boundary', '界线管理情况', '界桩坐标见附件。', '界桩坐标'],
  ['review-sector-education-setters', '考务工作安排', '命题人员名单如下：甲、乙、丙。', '命题人员名单'],
  ['review-sector-education-transport', '考务工作安排', '试卷押运路线见附件，请各考点知悉。', '试卷押运路线'],
  ['review-sector-education-marking', '阅卷工作安排', '阅卷教师名单（未公布）共三页。', '阅卷教师名单'],
  ['review-sector-statistics-estimate', '经济运行情况', '初步核算数据（未公布）显示同比增长 5.3%。', '初步核算数据'],
  ['review-sector-statistics-households', '住户调查工作', '记账户名单如下表。', '记账户名单'],
  ['review-sector-statistics-returns', '工业经济情况', '企业产值明细表（不对外公开）附后。', '企业产值明细表', 'work-secret'],
  ['review-sector-audit-doubts', '审计工作情况', '审计疑点清单（未公开）已交核查组。', '审计疑点清单', 'work-secret'],
  ['review-sector-audit-leads', '纪检工作情况', '问题线索台账严格保密，由专人登记。', '问题线索台账', 'work-secret'],
  ['review-sector-audit-inspection', '巡察工作情况', '巡察底稿不予公开，按件归档。', '巡察底稿', 'work-secret'],
  ['review-sector-health-contacts', '疫情处置情况', '密接人员名单如下，共 26名。', '密接人员名单'],
  ['review-sector-health-vaccines', '物资保障情况', '疫苗储备量 35万支，分库存放。', '疫苗储备量'],
  ['review-sector-health-inspection', '药品监管安排', '飞行检查计划（未公布）下周执行。', '飞行检查计划'],
  ['review-sector-finance-rate', '金融工作情况', '利率调整方案尚未公布。', '利率调整方案'],
  ['review-sector-finance-institutions', '风险防控情况', '高风险机构名单（未公开）附后。', '高风险机构名单'],
  ['review-sector-finance-insiders', '重组进展', '内幕信息知情人名单如下表。', '内幕信息知情人名单', 'work-secret'],
  ['review-sector-cryptography-keys', '设备更换安排', '密钥更换计划（知悉范围：值班人员）本周执行。', '密钥更换计划'],
  ['review-sector-cryptography-machines', '资产清查情况', '密码机台账登记 12台。', '密码机台账'],
  ['review-sector-key-units-places', '安全检查情况', '保密要害部位清单（见附件）已更新。', '保密要害部位清单'],
  ['review-sector-key-units-persons', '人员管理情况', '涉密人员名册共登记 15名。', '涉密人员名册'],
  ['review-sector-key-units-computers', '设备清查情况', '涉密计算机台账（不公开）登记完毕。', '涉密计算机台账'],
]

/** Public text on the same subjects: a note at most. */
const PASSED: readonly (readonly [`clear-sector-${string}`, string, string])[] = [
  ['clear-sector-defence-law', '国防教育读本', '破坏兵力部署保密的，依法追究刑事责任；国防动员潜力统计调查由有关部门组织。'],
  ['clear-sector-defence-news', '新闻摘要', '国际组织公布的报告称，该国兵力部署有所调整。'],
  ['clear-sector-foreign-news', '新闻摘要', '双方就谈判方案交换意见，会谈气氛友好，将继续磋商。'],
  ['clear-sector-economy-news', '新闻摘要', '截至10月末，我国外汇储备规模为33433亿美元。'],
  ['clear-sector-economy-policy', '粮食工作要点', '健全储备轮换机制，优化储备布局，提升应急保障能力。'],
  ['clear-sector-technology-policy', '科技工作要点', '强化关键核心技术攻关，完善科技成果评价机制。'],
  ['clear-sector-technology-law', '科学技术保密知识', '国家科学技术秘密的密级应当依照规定确定，禁止泄露。'],
  ['clear-sector-justice-law', '法律知识', '采取技术侦查措施获取的材料，应当用于对犯罪的侦查，知悉的秘密应当保密。'],
  ['clear-sector-justice-news', '新闻摘要', '公安机关部署夏季治安整治，增加巡逻力量，全市刑事警情下降 12%。'],
  ['clear-sector-surveying-law', '测绘法宣传', '基础测绘成果依法分级管理，应当保证成果质量。'],
  ['clear-sector-surveying-work', '自然资源工作要点', '推进实景三维中国建设，更新数字高程模型。'],
  ['clear-sector-education-notice', '考试公告', '考试时间为 6月7日至9日，考生凭准考证入场，成绩于 6月25日公布。'],
  ['clear-sector-education-work', '考务工作要点', '加强试题命制、试卷运送和保管各环节管理。'],
  ['clear-sector-statistics-release', '统计公报', '经初步核算，全年地区生产总值 812.6亿元，同比增长 5.3%。'],
  ['clear-sector-statistics-law', '统计法宣传', '任何单位和个人不得泄露能够识别单个统计调查对象身份的资料。'],
  ['clear-sector-audit-report', '审计工作报告', '审计发现问题 36个，涉及金额 1.2亿元，移送有关部门处理 5件。'],
  ['clear-sector-audit-discipline', '纪检监察工作情况', '全年受理信访举报 120件次，处置线索 86件，立案 24件。'],
  ['clear-sector-health-release', '疫情信息发布', '本周报告流感病例 126例，无死亡病例。'],
  ['clear-sector-health-work', '卫生健康工作要点', '完善传染病监测预警，规范居民健康档案管理。'],
  ['clear-sector-finance-news', '新闻摘要', '中国人民银行决定下调存款准备金率 0.5个百分点，自公布之日起执行。'],
  ['clear-sector-finance-law', '证券知识', '禁止内幕信息知情人利用内幕信息从事证券交易活动。'],
  ['clear-sector-cryptography-law', '密码法宣传', '核心密码、普通密码用于保护国家秘密信息，应当严格统一管理。'],
  ['clear-sector-cryptography-use', '网络安全提示', '请定期更换账户口令，妥善保管数字证书。'],
  ['clear-sector-key-units-law', '保密法宣传', '在涉密岗位工作的人员应当按照涉密程度实行分类管理。'],
  ['clear-sector-key-units-news', '工作动态', '县保密局组织保密要害部门负责人开展专题培训。'],
]

/** Subjects of sectors with state secrets: alone they are mentions, with a second piece of evidence a review. */
export const sectorCases: readonly Case[] = [
  ...FOUND.map(([folder, title, line, match, category = 'state-secret']) =>
    row(folder, 'txt', `${match} with a second sign in its sentence.`, text(title, line), { findings: [{ category, severity: 'review', match }] })),
  ...PASSED.map(([folder, title, line]) => row(folder, 'txt', 'Public speech of a sector’s matters.', text(title, line))),
]
