import { mobile, residentId } from '../../builders/identities.js'
import { officialDocument, row, type Case, type ExpectedFinding } from '../case.js'

const personal = (...matches: readonly string[]): ExpectedFinding[] =>
  matches.map((match) => ({ category: 'personal-information', severity: 'review', match }))
const place = (match: string): ExpectedFinding[] => [{ category: 'geographic', severity: 'review', match }]
const notice = (line: string): string => officialDocument({ body: [line] })
const id = residentId(3)
const phone = mobile(2)
const masked = (value: string, from: number, to: number): string =>
  value.slice(0, from) + '*'.repeat(to - from) + value.slice(to)

/** Folder, subject, line, expected findings. */
type Row = readonly [`review-${string}`, string, string, readonly ExpectedFinding[]]

const FOUND: readonly Row[] = [
  ['review-permanent-residence', 'The earlier card of a foreigner.', '永久居留证号：USA310199022812', personal('USA310199022812')],
  ['review-permanent-residence-wide', 'The same in full-width letters and digits.', '证件号码 ＦＲＡ１１０１９９０２２８１２', personal('ＦＲＡ１１０１９９０２２８１２')],
  ['review-hongkong-travel-permit', 'A permit of a Hongkong resident under its label.', '港澳居民来往内地通行证：H0000000001', personal('H0000000001')],
  ['review-macao-travel-permit', 'A permit of a Macao resident under its short name.', '回乡证号 M00000002', personal('M00000002')],
  ['review-taiwan-travel-permit', 'Eight digits under 台胞证.', '台胞证号：00000001', personal('00000001')],
  ['review-permit-to-hongkong', 'A permit for travel to Hongkong and Macao.', '往来港澳通行证 C00000001', personal('C00000001')],
  ['review-passport', 'A passport number in a sentence.', '其所持护照（护照号码：E00000001）已由原单位收回。', personal('E00000001')],
  ['review-passport-two-letters', 'The present form: E and a letter.', '护照号：EA0000001', personal('EA0000001')],
  ['review-passport-foreign', 'A foreign passport.', '护照号码 XY0000001', personal('XY0000001')],
  ['review-passport-english', 'The label in English.', 'Passport No. G00000001', personal('G00000001')],
  ['review-officer-id', 'A serviceman’s card.', '王某，军字第0000001号。', personal('军字第0000001号')],
  ['review-officer-id-labelled', 'Another class, under its label.', '军官证：政字第000001号', personal('政字第000001号')],
  ['review-soldier-id', 'A soldier’s card, spaced.', '士兵证号 兵字第 0000002 号', personal('兵字第 0000002 号')],
  ['review-home-telephone', 'A telephone at home.', '家庭电话：0571-88880000', personal('0571-88880000')],
  ['review-home-telephone-local', 'The same without its area.', '住宅电话 88880000', personal('88880000')],
  ['review-social-security', 'A number of social security.', '社保号：A00000001', personal('A00000001')],
  ['review-medical-insurance', 'A number of medical insurance.', '医保编号 330100000001', personal('330100000001')],
  ['review-hospital-number', 'A patient’s number.', '住院号：00123456', personal('00123456')],
  ['review-plate', 'A number plate in a sentence.', '请车主将浙A·00001小型轿车移走。', personal('浙A·00001')],
  ['review-plate-new-energy', 'A plate of a new-energy car.', '车牌号 京AD00001', personal('京AD00001')],
  ['review-plate-trailer', 'A plate of a trailer.', '鲁B0001挂', personal('鲁B0001挂')],
  ['review-home-address', 'An address to the door, under its label.', '家庭住址：云泽县东湖路12号3幢2单元501室', personal('云泽县东湖路12号3幢2单元501室')],
  ['review-home-address-in-decision', 'A person’s address in a decision.', '李某，男，汉族，住云泽县城关镇东湖村3组12号。', personal('住云泽县城关镇东湖村3组12号')],
  ['review-home-address-registered', 'A registered address.', '户籍地址：东湖镇南山村18号', personal('东湖镇南山村18号')],
  ['review-home-address-estate', 'A flat in an estate.', '现住址：东湖花园5幢1单元302室', personal('东湖花园5幢1单元302室')],
  ['review-coordinates-seconds', 'A place given to the tenth of a second.', '库房位于东经120°00′34.5″，北纬30°00′34.5″。', place('120°00′34.5″，北纬30°00′34.5″')],
  ['review-coordinates-decimal', 'A place in decimal degrees.', '坐标（120.000001,30.000001）', place('120.000001,30.000001')],
  ['review-coordinates-letters', 'A place with N and E.', '点位：N30.00001° E120.00001°', place('30.00001° E120.00001°')],
  ['review-coordinates-characters', 'A place written in 度分秒.', '东经120度00分34.5秒，北纬30度00分34.5秒', place('120度00分34.5秒，北纬30度00分34.5秒')],
  ['review-under-masked-end', 'Only three digits of a number are hidden.', `身份证号：${masked(id, 15, 18)}`, personal(masked(id, 15, 18))],
  ['review-under-masked-birthday-beside', 'The birthday is hidden and stands beside it.', `出生日期 1990-01-01，证件 ${masked(id, 6, 14)}`, personal(masked(id, 6, 14))],
  ['review-under-masked-middle', 'Four of eighteen digits are hidden.', `证件号码：${masked(id, 10, 14)}`, personal(masked(id, 10, 14))],
  ['review-under-masked-mobile', 'One digit of a mobile number is hidden.', `手机：${masked(phone, 7, 8)}`, personal(masked(phone, 7, 8))],
  ['review-under-masked-crosses', 'Two digits, by crosses.', `联系人手机 ${phone.slice(0, 3)}××${phone.slice(5)}`, personal(`${phone.slice(0, 3)}××${phone.slice(5)}`)],
  ['review-masks-that-differ', 'One number is masked in two ways: together they show it.', `名单：${masked(id, 6, 14)}；补充名单：${masked(id, 14, 18)}`,
    personal(masked(id, 14, 18))],
  ['review-masks-that-differ-mobile', 'A mobile number masked in two ways.', `甲 ${masked(phone, 3, 7)}，乙 ${masked(phone, 7, 11)}`, personal(masked(phone, 7, 11))],
  ['review-hongkong-resident-id', 'A residence permit of a Hongkong resident (810000).', `居住证号码 ${residentId(1, '810000')}`, personal(residentId(1, '810000'))],
  ['review-macao-resident-id', 'A residence permit of a Macao resident (820000).', `居住证 ${residentId(2, '820000')}`, personal(residentId(2, '820000'))],
  ['review-taiwan-resident-id', 'A residence permit of a Taiwan resident (830000).', `居住证 ${residentId(3, '830000')}`, personal(residentId(3, '830000'))],
  ['review-foreigner-resident-id', 'A foreigner’s card of eighteen digits that opens with 9.', `永久居留身份证 ${residentId(4, '933840')}`, personal(residentId(4, '933840'))],
]

const mails = ['zhangsan@qq.com', 'li.si@163.com', 'wangwu@126.com', 'zhaoliu@gmail.com', 'sunqi@foxmail.com']

/** Folder, subject, line. All are clear. */
const PASSED: readonly (readonly [`clear-${string}`, string, string])[] = [
  ['clear-permit-word-alone', 'A permit is spoken of and a date follows.', '台胞证自 20250612 起可以网上换发。'],
  ['clear-permit-service-number', 'A service’s telephone beside the permit.', '来往内地通行证办理咨询电话：88886666'],
  ['clear-passport-batch', 'A batch number like a passport’s.', '产品批次 E00000001'],
  ['clear-passport-service', 'Passports and an office’s telephone.', '护照办理窗口电话：0571-88886666'],
  ['clear-title-deed', 'A title deed’s number.', '京房权证朝字第0000001号'],
  ['clear-court-case', 'A court’s case number.', '（2025）云民初字第000123号'],
  ['clear-office-line', 'An office’s line.', '办公电话：0571-88880000，传真：0571-88880001'],
  ['clear-home-service-line', 'A hotline for homes.', '家庭电话安装服务热线：400-123-4567'],
  ['clear-social-security-office', 'The office’s telephone.', '社保咨询电话：88880000'],
  ['clear-social-security-date', 'A date beside it.', '社会保障卡自 20250101 起换发。'],
  ['clear-road-number', 'A national road.', '国道G320线、省道S2100线施工'],
  ['clear-plate-too-long', 'A letter and seven digits.', '京A0000001号通知书'],
  ['clear-government-mail', 'A government’s mail box.', '电子邮箱：office@yunze.gov.cn'],
  ['clear-company-mail', 'A company’s mail box.', '投诉邮箱：service@example.com'],
  ['clear-one-private-mail', 'One box of a private provider is a note: offices use them.', '报名邮箱：yunzebm@163.com'],
  ['clear-office-address', 'An office’s address to the room.', '地址：云泽县东湖路12号行政中心501室'],
  ['clear-company-address', 'A company’s seat.', '云泽某某有限公司，住所地云泽县东湖路12号。'],
  ['clear-meeting-room', 'Where a meeting is held.', '会议地点：行政中心3号楼501室'],
  ['clear-coordinates-coarse', 'Coordinates to a tenth of a degree.', '震中位于北纬30.1度、东经120.2度。'],
  ['clear-coordinates-minute', 'Boundaries given to the half minute.', '北纬30°30′00″，东经120°56′30″'],
  ['clear-coefficients', 'Two figures with four decimals.', '回归系数分别为 30.1234 和 120.5678'],
  ['clear-longitude-zone', 'Degrees of a zone.', '采用东经120度中央子午线。'],
  ['clear-masked-ten', 'Ten digits hidden: as it should be.', `身份证号：${masked(id, 4, 14)}`],
  ['clear-masked-birthday', 'The birthday is masked and appears nowhere else.', `身份证号：${masked(id, 6, 14)}`],
  ['clear-masked-mobile', 'Four digits of a mobile number hidden.', `联系电话 ${masked(phone, 3, 7)}`],
  ['clear-masked-crosses', 'Four crosses.', `联系电话 ${phone.slice(0, 3)}xxxx${phone.slice(7)}`],
  ['clear-product', 'A multiplication is no mask.', '规格：2*3*15，共 100*20 件'],
  ['clear-form-blanks', 'Blanks of a form.', '身份证号：__________________ 电话：___________'],
  ['clear-postcode', 'A postcode and an office number.', '邮编：310000，门牌：东湖路12号'],
  ['clear-standard-numbers', 'Numbers of standards.', '按 GB/T 9704-2012、GB 11643-1999 执行'],
  ['clear-version-numbers', 'Versions and addresses of a system.', '系统版本 3.12.10045，序列 8.8.8.8'],
]

const table = (head: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `${[head, ...rows].map((cells) => cells.join(',')).join('\n')}\n`

/** Identifiers of persons and places other than resident, mobile and card numbers. All are synthetic. */
export const identifierCases: readonly Case[] = [
  ...FOUND.map(([folder, about, line, findings]) => row(folder, 'txt', about, notice(line), { findings })),
  ...PASSED.map(([folder, about, line]) => row(folder, 'txt', about, notice(line))),
  row('review-passport-column', 'csv', 'The head of the column names the number.', table(['姓名', '护照号码'], ['李某', 'E00000001']),
    { findings: personal('E00000001') }),
  row('block-passport-list', 'csv', 'A list of passports.', table(['姓名', '护照号码'], ['李某', 'E00000001'], ['王某', 'E00000002'], ['张某', 'EA0000003']),
    { findings: ['E00000001', 'E00000002', 'EA0000003'].map((match) => ({ category: 'personal-information', severity: 'block', match })) }),
  row('review-home-address-column', 'csv', 'Addresses in a column.', table(['序号', '现住址'], ['1', '东湖小区3幢501室']),
    { findings: personal('东湖小区3幢501室') }),
  row('review-coordinates-column', 'csv', 'Columns of longitude and latitude.', table(['点号', '经度', '纬度'], ['P1', '120.00001', '30.00001']),
    { findings: place('120.00001\t30.00001') }),
  row('review-private-mail-list', 'txt', 'Five private mail boxes are a list.', notice(`参会人员邮箱：${mails.join('；')}`), { findings: personal(...mails) }),
  row('review-social-security-html', 'html', 'A labelled number in a page.',
    '<!doctype html><meta charset="utf-8"><title>公示</title><p>参保人：李某　社保号：<b>A00000001</b></p>', { findings: personal('A00000001') }),
  row('review-plate-markdown', 'md', 'A plate in a page’s list.', '# 公告\n\n- 号牌：浙A·D00001\n', { findings: personal('浙A·D00001') }),
]
