import type { Category, Severity } from '../../../src/model/index.js'
import { mobile, residentId } from '../../builders/identities.js'
import { officialDocument, row, type Case, type ExpectedFinding } from '../case.js'

const found = (category: Category, match: string, severity: Severity = 'review'): ExpectedFinding => ({ category, severity, match })
const csv = (...rows: readonly (readonly string[])[]): string => `${rows.map((cells) => cells.join(',')).join('\n')}\n`
const ids = Array.from({ length: 30 }, (_, n) => residentId(n))
const phones = Array.from({ length: 25 }, (_, n) => mobile(n))
const birthdayMasked = (id: string): string => `${id.slice(0, 6)}********${id.slice(14)}`
const endMasked = (id: string): string => `${id.slice(0, 14)}****`
const lastMasked = (id: string): string => `${id.slice(0, 16)}**`

/** Matters of identifiable persons: health, minors, relief. All are synthetic. */
const persons: readonly Case[] = [
  row('review-health-table', 'csv', 'A list of relief in illness with the diagnoses.',
    csv(['姓名', '出生日期', '临床诊断', '救助金额'], ['章某', '1956年', '某病', '3000']), { findings: [found('personal-information', '临床诊断')] }),
  row('review-disability-list', 'txt', 'A list of disabled persons by kind and number.',
    officialDocument({ body: ['附件：残疾类别登记（姓名、残疾证号、家庭住址）'] }), { findings: [found('personal-information', '残疾类别')] }),
  row('review-pupils-list', 'csv', 'A list of pupils with parents and homes.',
    csv(['学生姓名', '班级', '家长电话', '家庭住址'], ['李某', '三年级', '见档案', '城关镇']), { findings: [found('personal-information', '家长电话')] }),
  row('review-children-list', 'txt', 'Children in need, with birthday and guardian.',
    officialDocument({ title: '困境儿童名单', body: ['姓名\t出生日期\t监护人', '赵某\t2016年\t赵某某'] }), { findings: [found('personal-information', '困境儿童名单')] }),
  row('review-relief-list', 'csv', 'The poor with the reason and the account.',
    csv(['户主', '联系电话', '致贫原因', '银行卡号'], ['王某', '见档案', '因病', '见档案']), { findings: [found('personal-information', '致贫原因')] }),
  row('clear-relief-published', 'csv', 'What the law wants published of relief: name, number of persons, amount.',
    csv(['低保对象名单'], ['姓名', '保障人口', '月补助金额'], ['章某某', '2', '1240'])),
  row('clear-health-rule', 'txt', 'A rule about records of patients.',
    officialDocument({ body: ['医疗机构应当按照规定书写门诊病历和诊断结果，并妥善保管患者姓名、联系电话等信息。'] })),
  row('clear-pupils-rule', 'txt', 'A rule about lists of pupils.', officialDocument({ body: ['学校应当妥善保管学生名单，不得泄露学生姓名、家庭住址。'] })),
]

/** Places, precise enough to be found. */
const places: readonly Case[] = [
  row('review-plane-coordinates', 'txt', 'Plane coordinates in the national system.',
    officialDocument({ body: ['CGCS2000坐标：X=3345678.123，Y=40512345.678'] }), { findings: [found('geographic', '3345678.123，Y=40512345.678')] }),
  row('review-plane-coordinates-table', 'csv', 'A table of plane coordinates.',
    csv(['点号', 'X坐标', 'Y坐标'], ['J1', '3345678.12', '512345.67']), { findings: [found('geographic', '3345678.12 512345.67')] }),
  row('review-military-grid', 'txt', 'A reference of the military grid.',
    officialDocument({ body: ['集结地域：军用格网 50SMJ 12345 67890'] }), { findings: [found('geographic', '50SMJ 12345 67890')] }),
  row('review-map-sheet', 'txt', 'The sheet of a topographic map at 1:50,000.',
    officialDocument({ body: ['使用1∶5万地形图，图幅号H50E001002。'] }), { findings: [found('geographic', 'H50E001002')] }),
  row('clear-map-sheet-small-scale', 'txt', 'The sheet of a map at 1:500,000.', officialDocument({ body: ['图幅号：H50B001001'] })),
  row('clear-product-number', 'txt', 'A product whose number looks like a sheet.', officialDocument({ body: ['采购设备型号H50E001002，共3台。'] })),
  row('clear-two-amounts', 'txt', 'Two amounts of seven and six digits.', officialDocument({ body: ['全年收入3345678元，支出512345元。'] })),
]

/** Masked values, and lists that are more severe than their values. */
const masks: readonly Case[] = [
  row('review-under-masked-table', 'csv', 'A list whose numbers hide their last two digits only.',
    csv(['姓名', '身份证号'], ...[0, 1, 2].map((n) => [`陈${n}`, lastMasked(ids[n]!)])),
    { findings: [0, 1, 2].map((n) => found('personal-information', lastMasked(ids[n]!))) }),
  row('review-masks-differ-in-tables', 'csv', 'Two lists of one document mask one number in different ways.',
    csv(['公示名单', ''], ['姓名', '身份证号'], ['孙某', birthdayMasked(ids[4]!)], ['发放名单', ''], ['姓名', '身份证号'], ['孙某', endMasked(ids[4]!)]),
    { findings: [found('personal-information', endMasked(ids[4]!))] }),
  row('review-birthday-column', 'csv', 'The birthday is masked in the number and stands in the column beside it.',
    csv(['姓名', '出生日期', '身份证号'], ['周某', '1990-03-07', birthdayMasked(ids[5]!)]), { findings: [found('personal-information', birthdayMasked(ids[5]!))] }),
  row('clear-masks-alike', 'csv', 'A list that masks all numbers in the same usual way.',
    csv(['姓名', '身份证号', '联系电话'], ...[0, 1, 2].map((n) => [`吴${n}`, `${ids[n]!.slice(0, 4)}**********${ids[n]!.slice(14)}`, `${phones[n]!.slice(0, 3)}****${phones[n]!.slice(7)}`]))),
  row('review-mobile-list', 'csv', 'A list of mobile numbers.',
    csv(['姓名', '手机'], ...phones.map((phone, n) => [`何${n}`, phone])), { findings: phones.map((phone) => found('personal-information', phone)) }),
  row('block-resident-id-list-unnamed', 'csv', 'Three numbers under a column that does not name them.',
    csv(['序号', '备注'], ...[6, 7, 8].map((n) => [String(n), ids[n]!])), { findings: [6, 7, 8].map((n) => found('personal-information', ids[n]!, 'block')) }),
]

/** Teaching material with examples of marks. */
const lessons: readonly Case[] = [
  row('review-mark-taught', 'txt', 'A lesson shows how marks are written: doubtful, with the reason.',
    officialDocument({ title: '定密工作培训讲义', body: [...Array.from({ length: 12 }, () => '国家秘密标志应当规范、醒目，易于识别，不得随意变更。'), '标注示例：', '机密★10年'], tail: [] }),
    { findings: [{ category: 'state-secret', severity: 'review', match: '机密★10年' }] }),
]

/** Matters of persons, places and masked values that take more than one line to judge, and teaching material. */
export const matterCases: readonly Case[] = [...persons, ...places, ...masks, ...lessons]
