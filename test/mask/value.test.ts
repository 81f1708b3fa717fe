import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Masking, maskPath, maskText, maskValue } from '../../src/mask/index.js'
import { bankCard, mobile, residentId } from '../builders/identities.js'

describe('maskValue', () => {
  it.each([
    ['resident-id', '330102199003071234', '330*************34'],
    ['resident-id', '330102 19900307 1234', '330*** ******** **34'],
    ['mobile', '13812345678', '138******78'],
    ['bank-card', '6222 0212 3456 7890 123', '622* **** **** **** *23'],
    ['mobile', '1234567', '*******'],
    ['term', '雷霆行动', '雷***'],
    ['term', '雷霆', '**'],
    ['name', '张三丰', '张**'],
    ['credential', 'Qwer#2024', '******'],
    ['credential', 'x', '******'],
    ['email', 'zhang.san@example.cn', 'z****.***@example.cn'],
  ] as const)('masks a %s %s as %s', (kind, value, masked) => {
    expect(maskValue(kind, value)).toBe(masked)
  })

  it('keeps the length of an identifier', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const masked = maskValue('mobile', value)
        expect([...masked]).toHaveLength([...value].length)
      }),
    )
  })
})

describe('maskText', () => {
  it.each([
    ['联系人张三，电话13812345678。', '联系人张三，电话138******78。'],
    ['电话138-1234-5678', '电话138-****-**78'],
    ['电话１３８１２３４５６７８', '电话１３８******７８'],
    ['330102-1990-0307-1234', '330***-****-****-**34'],
    ['3​3010219900307123x', '3​30*************3x'],
    ['6222 0212 3456 7890 123', '622* **** **** **** *23'],
    ['座机0571-87654321', '座机057*-******21'],
    ['护照E12345678', '护照*********'],
    ['车牌浙A12345', '车牌*******'],
    ['主机10.32.1.5', '主机**.**.*.*'],
    ['编号330100202400123456789', '编号330****************89'],
    ['来信请寄 zhang.san@example.cn 收', '来信请寄 z****.***@example.cn 收'],
    ['密码：abc!23 请勿外传', '密码：****** 请勿外传'],
    ['密码为 Qwer#2024', '密码为 ******'],
    ['密码“Qwer 2024”，', '密码“******”，'],
    ['密码：Ｑｗｅｒ＃２０２４', '密码：******'],
    ['口令\tQwer#2024\t无', '口令\t******\t无'],
    ['password=hunter2;', 'password=******;'],
    ['{"password": "hunter2"}', '{"password": "******"}'],
    ['DB_PASSWORD=hunter2', 'DB_PASSWORD=******'],
    ['Authorization: Bearer abcdef', 'Authorization: Bearer ******'],
    ['https://admin:secretword@oa.example.cn/', 'https://admin:******@oa.example.cn/'],
    ['令牌 ghp_a1B2c3D4e5F6', '令牌 ghp_**********F6'],
    ['盐值 9f8e7d6c5b4a39281706f5e4d3c2b1a0', '盐值 ******'],
    ['微信号：zhangsan_1985', '微信号：zha*****_**85'],
    ['QQ：123456789', 'QQ：*********'],
    ['用 Qwer#2024 登录', '用 ****** 登录'],
    ['是多少？Qwer#2024', '是多少？******'],
    ['mysql -uroot -pQwer#2024', 'mysql -uroot ******'],
    ["password='Qwer#2024'", "password='******'"],
    ['密码：八个八', '密码：******'],
    ['密码是八个八。', '密码是******。'],
    ['密码 hunter', '密码 ******'],
    ['密码分两段：前段 Kq9x，后段 77ZZ。', '密码分两段：前段 ******，后段 ******。'],
    ['口令前半段为Kq9x,后半段为77ZZ', '口令前半段为******,后半段为******'],
    ['联系 z h a n g @ e x a m p l e . c n', '联系 ******'],
    ['来信 zhang.san @ example.cn', '来信 z****.*** @ example.cn'],
    ['浙A/12345', '**/*****'],
    ['浙A_1_2_3_4_5', '**_*_*_*_*_*'],
    ['护照 E_1234_5678', '护照 *_****_****'],
    ['见199/9975_3090。', '见199/****_**90。'],
    ['护照 E 5 1 2 3 4 5 6 7', '护照 * * * * * * * * *'],
    ['护照 E512 3456 7', '护照 **** **** *'],
    ['密钥 L T A I 5 t Q 0 0 1 x K 9 v B 0 0 1', '密钥 ******'],
    ['用 LTAI 5tQ0 01xK 9vB0 001m Z 访问', '用 LTA* **** **** **** ***m Z 访问'],
    ['0571_87654321', '057*_******21'],
  ])('shows %j as %j', (text, shown) => {
    expect(maskText(text)).toBe(shown)
  })

  it.each([
    '机密★20年 市府〔2023〕5号', 'international', '2023年12月31日', '2024-01-01至2024-12-31', '20240101', '20240101123000',
    '第十四条第（三）项', '共计1234567890元', '￥12345678901.00', '1,234,567,890', '邮编 310000', '热线12345', 'ISBN 9787513017329',
    '版本 10.2.1', 'GB/T 9704-2012', '云政办发〔2026〕3号', '密码是保护信息安全的核心技术', '《密码法》2020年1月1日起施行', '密码8位以上',
    '2024/01/05 13:30:45', '1949/10/1 8:30:00', '15/10/2024 8:30', '1/13/2024 10:30', 'a=12=34=56', '第13章 2.4.5 1/2', '13:30:45/20:15:00', '1999/10/12/13', '13,004,567,890', '3 004 567 890 123 456',
    '见第16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22页', '密码 API 接口', 'MTIzNDU2Nzg5', '二〇二六年十二月三十一日', '%E4%BF%9D%E5%AF%86', '前段时间密码工作会议',
    'docs/2024-01/report-2024-final_v2.docx', 'https://www.gov.cn/zhengce/content/2024-01/05/content_6924467.htm',
    '0e984725-c51c-4bf4-9960-e1c80e27aba0', '3.14159265358979', 'word/media/image1.png', '2024年第1季度GDP增长5.3%', 'R&D2024', 'passwordhash-1',
  ])('leaves %j as it is', (text) => {
    expect(maskText(text)).toBe(text)
  })

  const units = fc.array(fc.constantFrom(...'0123456789５', ' ', '-', '​', '*', 'a', '码', ':', '\u00ad', '.'), { maxLength: 60 })
  const texts = fc.oneof(units.map((all) => all.join('')), fc.string({ unit: 'binary' }))

  it('shows none of the values that stand between other characters', () => {
    const values = [residentId(1), mobile(2), bankCard(3)]
    const around = fc.constantFrom('', '，', ' ', '号', '：', 'a', '(', '\t', '/', '_')
    fc.assert(
      fc.property(around, fc.constantFrom(...values), around, (before, value, after) => {
        expect(maskText(before + value + after)).not.toContain(value)
      }),
    )
  })

  const signs = ['/', '_', '.', ':', '\\', '|', '-', ' ', ',', '·', '／', '＿', '：', '｜', '．', '　', '~', '#', '+', '、']
  const groupings: readonly (readonly [value: string, sizes: readonly number[]])[] = [
    [mobile(1), [3, 4, 4]], [mobile(1), [3, 8]], [mobile(1), [7, 4]], [mobile(1), Array<number>(11).fill(1)], [mobile(1), [2, 2, 2, 2, 2, 1]],
    [residentId(2), [6, 8, 4]], [residentId(2), [6, 4, 4, 4]], [residentId(2), [3, 15]], [residentId(2), Array<number>(18).fill(1)],
    [bankCard(3), [4, 4, 4, 4, 3]], [bankCard(3), [6, 13]], [bankCard(3), Array<number>(19).fill(1)],
  ]
  /** What a reader sees of a number: its digits, whatever stands between them. */
  const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[^0-9*X]/gi, '')

  it.each(groupings)('masks the number %s in groups of %j, whatever sign splits them', (value, sizes) => {
    let from = 0
    const groups = sizes.map((size) => value.slice(from, from += size))
    for (const sign of signs) {
      const shown = maskText(`见${groups.join(sign)}。`)
      expect([sign, digitsOf(shown).includes('*****'), /[0-9X]{6}/i.test(digitsOf(shown))]).toEqual([sign, true, false])
    }
  })

  const each = (write: (unit: string) => string) => (value: string): string => [...value].map(write).join('')
  const SPELLINGS: readonly (readonly [how: string, write: (value: string) => string])[] = [
    ['base64', (value) => Buffer.from(value).toString('base64')],
    ['base64url', (value) => Buffer.from(value).toString('base64url')],
    ['hexadecimal', (value) => Buffer.from(value).toString('hex')],
    ['doubled percent-encoding', each((unit) => `%25${unit.charCodeAt(0).toString(16)}`)],
    ['doubled character references', each((unit) => `&amp;#${unit.charCodeAt(0)};`)],
    ['escapes with braces', each((unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`)],
    ['percent codes of JavaScript', each((unit) => `%u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    ['quoted-printable', each((unit) => `=${unit.charCodeAt(0).toString(16).toUpperCase()}`)],
    ['percent-encoding', each((unit) => `%${unit.charCodeAt(0).toString(16)}`)],
    ['character references', each((unit) => `&#${unit.charCodeAt(0)};`)],
    ['hexadecimal character references', each((unit) => `&#x${unit.charCodeAt(0).toString(16)};`)],
    ['escapes', each((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    ['Chinese numerals', each((unit) => '〇一二三四五六七八九'[Number(unit)] ?? unit)],
    ['Chinese numerals of accounting', each((unit) => '零壹贰叁肆伍陆柒捌玖'[Number(unit)] ?? unit)],
    ['Arabic-Indic digits', each((unit) => /[0-9]/.test(unit) ? String.fromCharCode(0x660 + Number(unit)) : unit)],
  ]
  it.each(SPELLINGS)('masks numbers in %s', (_, write) => {
    for (const value of [mobile(1), residentId(2), bankCard(3)]) {
      const written = write(value)
      const shown = maskText(`见 ${written} 。`)
      expect(shown).toContain('***')
      for (let at = 0; at + written.length / 2 <= written.length; at++) {
        expect(shown).not.toContain(written.slice(at, at + Math.ceil(written.length / 2)))
      }
    }
  })

  it('masks mail addresses and passwords behind an encoded label', () => {
    expect(maskText('a.b%40example.cn')).toBe('******')
    expect(maskText('密码%EF%BC%9Aabc123')).toBe('密码%EF%BC%9A******')
    expect(maskText(Buffer.from('password=hunter2').toString('base64'))).toBe('******')
  })

  it('changes nothing of what it has masked', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masked = maskText(text)
        expect(maskText(masked)).toBe(masked)
      }),
    )
  })

  it('handles long hostile lines', () => {
    for (const piece of ['1 ', 'a', 'a.', '1​', '密码', 'a@', '密码: ', '://a:', '1.', '1-']) {
      expect(maskText(piece.repeat(20_000)).length).toBeGreaterThan(0)
    }
  })
})

describe('Masking', () => {
  const masking = new Masking()
  masking.add('Ｑｗｅｒ2024', 'credential')
  masking.add('1234', 'credential')

  it.each([
    ['用户qwer2024.txt', '用户******.txt'],
    ['QWER2024', '******'],
    ['1234号', '******号'],
    ['12345号', '12345号'],
  ])('knows the values of a document in %j', (text, shown) => {
    expect(masking.text(text)).toBe(shown)
  })
})

describe('maskPath', () => {
  it('begins the path of a member with the masked path of its container', () => {
    const outer = `in/${mobile(1)}.zip`
    expect(maskPath(`${outer}!${residentId(1)}/a.txt`).startsWith(`${maskPath(outer)}!`)).toBe(true)
    expect(maskPath(`${outer}!${residentId(1)}/a.txt`)).not.toMatch(/\d{9}/)
  })

  it.each([
    ['a.zip!199/9975/3090.txt', 'a.zip!199/****/**90.txt'], ['199\\9975\\3090', '199\\****\\**90'],
    ['199\n9975\n3090', '199\n****\n**90'], ['in/330102/19900307/123X/a.txt', 'in/330***/********/**3X/a.txt'], ['a.tar!1/3/8/1/2/3/4/5/6/7/8', 'a.tar!1/3/8/*/*/*/*/*/*/7/8'],
    ['车牌浙\\x41\\x31\\x30\\x30\\x30\\x31.txt', '车牌******.txt'],
  ])('masks a number that the names of folders spell: %s', (path, shown) => {
    expect(maskPath(path)).toBe(shown)
  })

  it.each(['2024/01/05/13/30', 'news/2024/1399/12/1.html', 'v1/3/2024-12-31'])('leaves %s as it is', (path) => {
    expect(maskPath(path)).toBe(path)
  })
})
