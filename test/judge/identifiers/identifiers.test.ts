import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIdentifiers, indexIdentifiers } from '../../../src/judge/identifiers/index.js'
import { surveyText } from '../../../src/match/index.js'
import { IDENTIFIERS, type IdentifierKind } from '../../../src/model/index.js'
import { bankCard, creditCode, mobile, oldResidentId, residentId } from '../../builders/identities.js'
import { runToEnd } from '../run-to-end.js'

const KEYWORDS: Partial<Record<IdentifierKind, string[]>> = {
  'resident-id': ['身份证', '证件号'], 'mobile': ['手机', '电话'], 'bank-card': ['银行卡', '账号'], 'credit-code': ['信用代码'],
  'travel-permit': ['来往内地通行证', '台胞证'], 'passport': ['护照'], 'landline': ['家庭电话'], 'social-security': ['社保号'],
  'address': ['家庭住址'], 'officer-id': ['军官证'], 'coordinates': ['坐标'],
}

function find(kind: IdentifierKind, text: string) {
  const keys = [...text.matchAll(/akia|ltai|ghp_|eyj/gi)].map(({ index }) => index)
  const mails = [...text.matchAll(/[@＠]/g)].map(({ index }) => index)
  const index = indexIdentifiers(text, surveyText(text).digitRuns, { mails, keys })
  const keywords = KEYWORDS[kind] ?? []
  return runToEnd(findIdentifiers(index, { kind: 'identifier', identifier: kind, keywords, listFrom: 3, listSeverity: 'block' }, true))
}

function states(kind: IdentifierKind, text: string): string[] {
  return find(kind, text).map((candidate) => candidate.state)
}

const id = residentId(1)
const withX = ['000', '001', '002', '003', '004', '005', '006', '007', '008', '009', '010', '011', '012']
  .map((order) => residentId(0, '110101', '19491001').slice(0, 14) + order)
  .map((body) => residentIdFrom(body)).find((whole) => whole.endsWith('X'))!
const wide = (digits: string) => digits.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

function residentIdFrom(body: string): string {
  return [...'0123456789X'].map((check) => body + check).find((whole) => find('resident-id', whole)[0]?.state === 'confirmed')!
}

describe('a resident number', () => {
  it.each([
    ['as it is', id],
    ['in a sentence', `张三，身份证号${id}，住本市。`],
    ['in full-width digits', wide(id)],
    ['spaced 6-8-4', `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`],
    ['hyphenated', `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`],
    ['digit by digit', [...id].join(' ')],
    ['with zero-width spaces', [...id].join('​')],
    ['broken over two lines', `${id.slice(0, 10)}\n${id.slice(10)}`],
    ['ending in X', withX],
    ['ending in x', withX.toLowerCase()],
    ['after letters', `ID${id}`],
    ['of a foreigner with permanent residence', residentIdFrom('93308401990030112'.slice(0, 6) + '19900301' + '123')],
    ['of a Hongkong resident', residentIdFrom('81000019900301123')],
  ])('is confirmed by its digits: %s', (_, text) => {
    expect(states('resident-id', text)).toEqual(['confirmed'])
  })

  it.each([
    ['a date that is not in the calendar', `身份证号 330102209902301234`],
    ['an unknown province', '身份证号 990102199003071234'.replace('99', '47')],
    ['masked', '3301**********1234'],
    ['inside a longer number', `1${id}`],
    ['followed by more digits', `${id}7`],
    ['split over two cells', `${id.slice(0, 10)}\t${id.slice(10)}`],
    ['fifteen digits with an impossible date', '身份证号 330102991330123'],
  ])('is not one: %s', (_, text) => {
    expect(states('resident-id', text)).toEqual([])
  })

  it('with one wrong digit is undecided until a keyword confirms it', () => {
    const wrong = id.slice(0, 17) + (id.endsWith('7') ? '8' : '7')
    expect(states('resident-id', `号码 ${wrong}`)).toEqual(['undecided'])
    expect(states('resident-id', `身份证号：${wrong}`)).toEqual(['confirmed'])
    expect(states('resident-id', `身份证号\n${wrong}`)).toEqual(['confirmed'])
    expect(states('resident-id', `訂單號：${wrong}`)).toEqual(['refuted'])
  })

  it('of fifteen digits needs a keyword near it or at the head of its column', () => {
    const old = oldResidentId()
    expect(states('resident-id', `序列 ${old}`)).toEqual(['undecided'])
    expect(states('resident-id', `身份证 ${old}`)).toEqual(['confirmed'])
    const table = `名单\n序号\t姓名\t身份证号码\n1\t张三\t${old}\n2\t李四\t${oldResidentId(1)}\n合计 2 人`
    expect(states('resident-id', table)).toEqual(['confirmed', 'confirmed'])
    expect(states('resident-id', `序号\t身份证\t数量\n1\t某\t${old}`)).toEqual(['undecided'])
  })

  it('has one canonical value for all ways of writing it', () => {
    const values = [id, wide(id), [...id].join('-')].map((text) => find('resident-id', text)[0]!.canonical)
    expect(new Set(values)).toEqual(new Set([id]))
  })

  it('has exact offsets into the original text', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.stringMatching(/^[\u4e00-\u4eff ,]{0,20}$/), fc.constantFrom('', ' ', '​', '-'), (seed, before, joint) => {
        const written = [...residentId(seed)].join(joint)
        const text = `${before}。${written}。`
        const [candidate] = find('resident-id', text)
        expect(text.slice(candidate!.start, candidate!.end)).toBe(written)
      }),
    )
  })

  it('is not confirmed after a change of any one digit', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(16), fc.integer({ min: 1, max: 9 }), (seed, at, add) => {
        const whole = residentId(seed)
        const changed = whole.slice(0, at) + ((Number(whole[at]) + add) % 10) + whole.slice(at + 1)
        expect(states('resident-id', changed)).not.toContain('confirmed')
      }),
    )
  })
})

describe('a mobile number', () => {
  const number = mobile(3)
  it.each([
    number, `电话：${number}`, `+86${number}`, `+86 ${number}`, `0086-${number}`, `（${number}）`, wide(number),
    `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`, `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`,
    `2023 ${number}`, `2023-05-01 ${number.replace(/(.{3})(.{4})/, '$1 $2 ')}`, `${number}@example.cn`, `张三${number}李四`, `1.手机${number}`,
  ])('is confirmed: %s', (text) => {
    expect(find('mobile', text).filter((one) => one.state === 'confirmed').map((one) => one.canonical)).toEqual([number])
  })

  it('is found when several stand in a row', () => {
    expect(states('mobile', `${mobile(1)}、${mobile(2)}/${mobile(3)} ${mobile(4)},${mobile(5)}`)).toEqual(Array(5).fill('confirmed'))
  })

  it.each([
    '010-87654321', '0571-87654321', '400-123-4567', '12345', '12388', '138****5678', `${number}0`, `9${number}`,
    '12345678901', residentId(2), bankCard(3), '13800138000', '19900000000', `订单号：${number}`, `https://example.cn/t${number}.html`,
    `T${number}`, `0.${number}`, '11 1990 12345', `2023${number}`,
  ])('is not confirmed: %s', (text) => {
    expect(states('mobile', text)).not.toContain('confirmed')
  })
})

describe('a bank card', () => {
  const card = bankCard(7)
  const fours = card.replace(/(.{4})(?=.)/g, '$1 ')
  it.each([card, fours, `卡号${card}`, bankCard(7, 16), wide(card), `${card}\t张三`])('is confirmed: %s', (text) => {
    expect(states('bank-card', text)).toEqual(['confirmed'])
  })

  it('of a foreign scheme needs a keyword near it', () => {
    expect(states('bank-card', '号 4111111111111111')).not.toContain('confirmed')
    expect(states('bank-card', '4012888888881881')).toEqual(['undecided'])
    expect(states('bank-card', '银行卡：4012888888881881')).toEqual(['confirmed'])
    expect(states('bank-card', '户名\t银行账号\n某\t4012888888881881')).toEqual(['confirmed'])
  })

  it.each([`${card.slice(0, -1)}${(Number(card.at(-1)) + 1) % 10}`, '6222000000000000', '订单 62', `运单号 ${card}`, `${card}12`])(
    'is not confirmed: %s', (text) => {
      expect(states('bank-card', text)).not.toContain('confirmed')
    })
})

describe('a unified social credit code', () => {
  it.each([creditCode(1), `统一社会信用代码：${creditCode(2)}`, wide(creditCode(3)), creditCode(4).toLowerCase()])('is confirmed: %s', (text) => {
    expect(states('credit-code', text)).toEqual(['confirmed'])
  })

  it('that fails its check is confirmed by a keyword', () => {
    expect(states('credit-code', '91350211M00013FA1N')).toEqual(['undecided'])
    expect(states('credit-code', '统一社会信用代码 91350211M00013FA1N')).toEqual(['confirmed'])
  })

  it('is neither a resident number nor a word', () => {
    expect(states('credit-code', residentId(1))).toEqual([])
    expect(states('credit-code', 'INTERNATIONALIZED1')).toEqual([])
  })
})

describe('other identifiers', () => {
  it.each<[IdentifierKind, string, string]>([
    ['permanent-residence', '永久居留证 USA310199022812', 'USA310199022812'],
    ['permanent-residence', 'ｆｒａ１１０１９９０２２８１２', 'FRA110199022812'],
    ['travel-permit', '港澳居民来往内地通行证：H0000000001', 'H0000000001'],
    ['travel-permit', '台胞证号：00000001', '00000001'],
    ['passport', '护照号码：E00000001', 'E00000001'],
    ['passport', '姓名\t护照\n某\tEA0000001', 'EA0000001'],
    ['officer-id', '军字第0000001号', '军0000001'],
    ['officer-id', '军官证：政字第 000001 号', '政000001'],
    ['landline', '家庭电话：0571-88880000', '057188880000'],
    ['landline', '家庭电话\n88880000', '88880000'],
    ['social-security', '社保号 A00000001', 'A00000001'],
    ['plate', '车牌浙A·D00001的', '浙AD00001'],
    ['plate', '浙Ａ００００１', '浙A00001'],
    ['plate', '京A0000学', '京A0000学'],
    ['email', '邮箱：Zhang.San＠163.com。', 'zhang.san@163.com'],
    ['address', '家庭住址：东湖路12号3幢501室', '东湖路12号3幢501'],
    ['address', '李四，男，住东湖村3组12号。', '住东湖村3组12'],
    ['coordinates', '东经120°00′34.5″，北纬30°00′34.5″', '120°00′34.5′′,北纬30°00′34.5′′'],
    ['coordinates', '坐标（120.00001, 30.00001）', '120.00001,30.00001'],
    ['masked', '330102209902289***', '330102209902289***'],
    ['masked', '1991000*001', '1991000*001'],
    ['masked', '1991000××01', '1991000**01'],
    ['masked', '1990年1月1日生，330102********9918', '330102********9918'],
  ])('of kind %s are confirmed: %s', (kind, text, canonical) => {
    expect(find(kind, text).filter((one) => one.state === 'confirmed').map((one) => one.canonical)).toEqual([canonical])
  })

  it.each<[IdentifierKind, string]>([
    ['permanent-residence', 'ABC310199022812'], ['permanent-residence', 'USA310199139912'], ['permanent-residence', 'XUSA310199022812'],
    ['travel-permit', 'H00000001'], ['travel-permit', '台胞证自 20250612 起'], ['passport', 'E00000001'], ['passport', '护照办理咨询电话 E00000001'],
    ['officer-id', '文字第000001号'], ['officer-id', '军字第12号'], ['landline', '咨询电话：0571-88880000'], ['landline', '家庭电话：400-123-4567'],
    ['social-security', `社保号 ${residentId(1)}`], ['social-security', '编号 A00000001'], ['plate', '浙A0001'], ['plate', '国G00001'], ['plate', '浙A0000001'],
    ['plate', '浙A00O01'], ['email', 'office@yunze.gov.cn'], ['email', '@qq.com'], ['address', '地址：东湖路12号501室'],
    ['address', '某公司，住所地东湖路12号'], ['address', '家庭住址：见12号公告'], ['coordinates', '东经120.1°，北纬30.2°'],
    ['coordinates', '0.00001, 0.00002'], ['coordinates', '北纬30°30′00″，东经120°56′30″'], ['coordinates', '坐标 120.00001，海拔 12.3 米'], ['masked', '199****0001'], ['masked', '3301**********9918'], ['masked', '2*3=6'],
    ['masked', '***********'], ['masked', '_1287556971'], ['masked', '>48>17004*52*43<77'], ['masked', '17004*52*43'], ['masked', '+1991000*001'],
  ])('of kind %s are not confirmed: %s', (kind, text) => {
    expect(find(kind, text).filter((one) => one.state === 'confirmed')).toEqual([])
  })
})

describe('any text', () => {
  it('gives no candidates for digits that are adjacent by chance', () => {
    const table = Array.from({ length: 200 }, (_, row) => [1985 + row, 6222, 13, 4100 + row, 135, 2019, 1600 + row, 138, 20190000 + row, 1].join(' ')).join('\n')
    for (const kind of ['mobile', 'bank-card'] as const) expect(states(kind, table)).toEqual([])
  })

  it('gives candidates that ascend and do not overlap', () => {
    const pieces = fc.constantFrom('1', '3', '8', '62', '0', ' ', '-', '\n', '\t', 'X', '​', id, mobile(1), bankCard(2), '，', '电话', '*', 'E', '浙A', '@', '号', '°', '.', '室')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.constantFrom(...IDENTIFIERS), (array, kind) => {
        const text = array.join('')
        let end = 0
        for (const candidate of find(kind, text)) {
          expect(candidate.start).toBeGreaterThanOrEqual(end)
          expect(candidate.end).toBeGreaterThan(candidate.start)
          expect(candidate.end).toBeLessThanOrEqual(text.length)
          end = candidate.end
        }
      }),
    )
  })

  it('is searched to its end, even if hostile', () => {
    const last = `。${residentId(4)}`
    for (const piece of ['1', '1 ', '1\n', '6222 ', '1​', '1\t', 'https://', `a\t${oldResidentId()}\n`]) {
      expect(find('resident-id', piece.repeat(50_000) + last).at(-1)?.canonical).toBe(residentId(4))
    }
    expect(find('mobile', `${mobile(1)} `.repeat(50_000))).toHaveLength(50_000)
  })
})
