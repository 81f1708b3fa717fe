import type { Span } from '../model/index.js'
import type { MaskedSpan } from './shapes.js'

/** The words at the head of a table column of an offset. */
type HeadsAt = (offset: number) => readonly string[]

/**
 * Finds names of persons and addresses among the cells of a row, or between the commas of a line, in which a value
 * stands. By their form, by the head of their column, or by a label before them.
 */
export function findInRow(line: string, headsAt: HeadsAt): MaskedSpan[] {
  const isTable = line.includes('\t')
  return cellsOf(line, isTable ? /\t/g : /[,，、;；|()（）。:：\s]/g).flatMap(({ start, end }) => {
    const cell = line.slice(start, end)
    const heads = isTable ? headsAt(start) : []
    const kind = kindOf(cell, heads)
    if (kind) return [{ start, end, kind }]
    const name = labelledName(cell)
    return name ? [{ start: start + name.start, end: start + name.end, kind: 'name' as const }] : []
  })
}

function kindOf(cell: string, heads: readonly string[]): 'name' | 'address' | undefined {
  if (heads.includes(cell) && (NAME_HEAD.test(cell) || ADDRESS_HEAD.test(cell))) return undefined
  if (NAME.test(cell) || (isShort(cell) && heads.some((head) => NAME_HEAD.test(head)))) return 'name'
  return ADDRESS.test(cell) || heads.some((head) => ADDRESS_HEAD.test(head)) ? 'address' : undefined
}

/** The name behind a label: 申请人张三. */
function labelledName(cell: string): Span | undefined {
  const found = LABELLED_NAME.exec(cell)
  if (!found) return undefined
  const end = found.index + found[0].length
  return { start: end - found[1]!.length, end }
}

function isShort(cell: string): boolean {
  return cell !== '' && cell.length <= MAX_NAME
}

const MAX_NAME = 30

/** The cells between the borders, without white space around them. */
function cellsOf(line: string, border: RegExp): Span[] {
  const cells: Span[] = []
  let from = 0
  for (const { index } of [...line.matchAll(border), { index: line.length }]) {
    const cell = line.slice(from, index)
    const start = from + cell.length - cell.trimStart().length
    if (cell.trim() !== '') cells.push({ start, end: start + cell.trim().length })
    from = index + 1
  }
  return cells
}

/** The most frequent family names, and those of two characters. */
const FAMILY_NAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎'
  + '余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
  + '庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜'
  + '詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉'
  + '饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖'
  + '糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保和蔺'
const DOUBLE_NAMES = '欧阳|太史|端木|上官|司马|东方|独孤|南宫|夏侯|诸葛|尉迟|皇甫|澹台|公孙|慕容|令狐|司徒|司空|宇文|长孙'
const HAN = '\\p{Script=Han}'
const PERSON = `(?:(?:${DOUBLE_NAMES})${HAN}{1,2}|[${FAMILY_NAMES}]${HAN}{1,2}|${HAN}{2,8}[·•]${HAN}{2,8})`
const NAME = new RegExp(`^${PERSON}$`, 'u')
const LABELLED_NAME = new RegExp(
  '(?:姓名|户主|户名|联系人|申请人|当事人|收款人|法定代表人|负责人|监护人|经办人|考生|患者|同志|公民|原告|被告人?)'
  + `(${PERSON})(?=$|[^${HAN}]|身份|电话|手机|住|男|女)`, 'u')
const NAME_HEAD = /姓名|户主|户名|联系人|申请人|当事人|收款人|代表人|监护人|name/i
const ADDRESS_HEAD = /地址|住址|住所|户籍|籍贯|现住|家庭|address/i
/** Two steps of an address, the last one a road, a village, a house or a door. */
const ADDRESS = new RegExp(
  `^(?:现|家|户籍|暂)?住?[${HAN}A-Z0-9]{1,20}(?:省|市|区|县|旗|镇|乡|街道|路|街|巷|弄|村|小区|苑|园|里|庄|屯)`
  + `[${HAN}A-Za-z0-9\\-－]{0,30}(?:路|街|巷|弄|村|组|队|号|室|户|栋|幢|楼|单元|社区|小区|镇|乡)[0-9\\-－]{0,8}$`, 'u')
