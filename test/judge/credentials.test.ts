import { describe, expect, it } from 'vitest'
import { judgeText, rule, TERMS } from './judging.js'

const PASSWORD = rule(
  { ...TERMS, terms: ['密码', 'password', 'access_token'], value: 'after', except: ['会议密码'], stances: [...TERMS.stances, 'mentioned'] },
  { category: 'credential' })
const CONNECTION = rule({ ...TERMS, terms: ['mysql://', 'jdbc:oracle:thin:', 'Data Source='], value: 'inside' }, { category: 'credential' })

async function valuesIn(text: string, given = PASSWORD): Promise<string[]> {
  const { findings } = await judgeText(text, [given], 'body', { reveal: true })
  return findings.map(({ match }) => match)
}

describe('a credential', () => {
  it.each([
    ['密码：Qwer#2024', 'Qwer#2024'],
    ['密码为 Qwer#2024', 'Qwer#2024'],
    ['密码是Qwer#2024。', 'Qwer#2024'],
    ['密码Qwer#2024', 'Qwer#2024'],
    ['账号admin密码Qwer#2024，请保管', 'Qwer#2024'],
    ['密码（初始）：Qwer#2024', 'Qwer#2024'],
    ['密码统一设置为Qwer#2024', 'Qwer#2024'],
    ['密码“Qwer#2024”', 'Qwer#2024'],
    ['密码\tQwer#2024', 'Qwer#2024'],
    ['密码：\nQwer#2024', 'Qwer#2024'],
    ['密码：Ｑｗｅｒ＃２０２４', 'Ｑｗｅｒ＃２０２４'],
    ['密 码 ： 8 8 8 8 8 8', '8 8 8 8 8 8'],
    ['"password": "Qwer#2024",', 'Qwer#2024'],
    ["'password': 'Qwer#2024'", 'Qwer#2024'],
    ['<password>Qwer#2024</password>', 'Qwer#2024'],
    ['DB_PASSWORD=Qwer#2024', 'Qwer#2024'],
    ['--password Qwer#2024', 'Qwer#2024'],
    ['dbPassword=Qwer#2024;user=sa', 'Qwer#2024'],
    ['?access_token=9f8e7d6c5b4a&page=2', '9f8e7d6c5b4a'],
    ['the password is Qwer#2024.', 'Qwer#2024'],
    ['密码为身份证号后六位', '身份证号后六位'],
    ['密码：Qwer#Asdf', 'Qwer#Asdf'],
    ['密码均为：Qwer#2024', 'Qwer#2024'],
    ['账号密码：admin Qwer#2024', 'Qwer#2024'],
    ['用户名和密码分别为admin和Qwer#2024', 'Qwer#2024'],
    ['<add key="Password" value="Qwer#2024"/>', 'Qwer#2024'],
    ["password='Qwer#2024'", 'Qwer#2024'],
  ])('in %j is %j', async (text, value) => {
    expect(await valuesIn(text)).toEqual([value])
  })

  it.each([
    '密码是保护信息安全的核心技术。', '密码：由管理员设置', '密码8位以上', '密码：2024年更换', '密码：******', '密码：', 'password=${DB_PASSWORD}',
    'password: required', 'password=<your password>', '会议密码：123456', '密码：https://www.example.cn/1', '密码长度为8-16位', 'Password policy 2024',
    '密码、账号、12345', 'passwordhash-1', 'the user password (revisions 5 and 6).', 'redis://user:password@host:6379/0?a1=b2', 'password: min 8-16', 'passwordPolicy2024', '密码\t账号\n密码\t备注',
  ])('is not in %j', async (text) => {
    expect(await valuesIn(text)).toEqual([])
  })

  it('is below its head up to the first line without a value, where each line has one cell', async () => {
    expect(await valuesIn('密码\nQwer#2024\nZxcv#2025\n说明\nAsdf#2026')).toEqual(['Qwer#2024', 'Zxcv#2025'])
  })

  it('is every value below its head in a table', async () => {
    const rows = ['系统\t账号\t登录密码\t备注', '门户\tadmin\tQwer#2024\t无', '邮箱\troot\t由用户设置\t无', '考勤\tsa\tZxcv#2025\t']
    const text = `台账\n${rows.join('\n')}\n密码管理2024`
    const { findings } = await judgeText(text, [PASSWORD], 'body', { reveal: true })
    expect(findings.map(({ match, reasons }) => [match, reasons[0]!.code])).toEqual([['Qwer#2024', 'column-named'], ['Zxcv#2025', 'column-named']])
  })

  it.each([
    ['mysql://root:Qwer#2024@db.example.cn:3306/oa', 'Qwer#2024'],
    ['mysql://root:Qw@2024@db.example.cn/oa', 'Qw@2024'],
    ['mysql://db.example.cn/oa?user=root&password=Abc&x=1', 'Abc'],
    ['jdbc:oracle:thin:scott/Tiger1@db:1521:orcl', 'Tiger1'],
    ['Data Source=db;User Id=sa;Password=Abc12345;', 'Abc12345'],
  ])('in the connection string %j is %j', async (text, value) => {
    expect(await valuesIn(text, CONNECTION)).toEqual([value])
  })

  it.each(['mysql://host:3306/db', 'mysql://user:password@host/db', 'mysql://user:${PASSWORD}@host/db', 'mysql://[user[:password]@]host1'])('is not in %j', async (text) => {
    expect(await valuesIn(text, CONNECTION)).toEqual([])
  })

  it('is found as a whole where it is long', async () => {
    const key = 'a1B2c3D4'.repeat(30)
    expect(await valuesIn(`密码：${key}，密码："${key}"`)).toEqual([key, key])
  })

  it('is masked entirely, and is found where it stands', async () => {
    const { findings } = await judgeText('登录密码为 Qwer#2024', [PASSWORD])
    expect(findings).toMatchObject([{ match: '******', location: { column: 7 } }])
  })

  it('below many heads costs no more than its table', async () => {
    const row = '密码\t'.repeat(150)
    expect((await valuesIn(`${row}\n`.repeat(300))).length).toBe(0)
  })
})
