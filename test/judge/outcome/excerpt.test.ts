import { describe, expect, it } from 'vitest'
import type { IdentifierKind } from '../../../src/model/index.js'
import { mobile, residentId } from '../../builders/identities.js'
import { judgeText, MARKS, rule, TERMS } from '../judging.js'

const identifier = (kind: IdentifierKind, ...keywords: string[]) =>
  rule({ kind: 'identifier', identifier: kind, keywords, listFrom: 10, listSeverity: 'block' }, { id: kind })
const RULES = [
  rule(MARKS), identifier('resident-id', '身份证'), identifier('mobile', '手机'), identifier('address', '住址'),
  rule({ ...TERMS, terms: ['密码'], value: 'after' }, { id: 'password' }),
  rule({ ...TERMS, terms: ['青松行动'] }, { id: 'name', sensitive: true }),
]

/** The excerpts of a text, one string for each finding and suppressed hit. */
async function excerptsOf(text: string, reveal = false): Promise<string[]> {
  const { findings, suppressed } = await judgeText(text, RULES, 'body', { context: true, reveal })
  return [...findings, ...suppressed].map(({ match, context }) => `${context!.before}[${match}]${context!.after}`)
}

describe('an excerpt', () => {
  it('shows a password as nothing but stars', async () => {
    expect(await excerptsOf('登录密码为 Qwer#2024，请保管')).toEqual(['登录密码为 [******]，请保管'])
  })

  it('masks a password that another sentence repeats without its label', async () => {
    const shown = await excerptsOf(`密码：Qwer2024\n用Qwer2024登录后查身份证${residentId(1)}`)
    expect(shown).toEqual(['密码：[******]', `用******登录后查身份证[330*************${residentId(1).slice(-2)}]`])
  })

  it('masks what was found beside it, whatever form that has', async () => {
    const shown = await excerptsOf(`青松行动，机密★5年，手机${mobile(1)}，住址：杭州市西湖区文三路12号301室。`)
    expect(shown.join('\n')).not.toMatch(/青松|文三路|\d{5}/)
    expect(shown).toHaveLength(4)
  })

  it('masks what looks like a value though no rule is there for it', async () => {
    expect(await excerptsOf('机密★5年 验证码：A1b2c3 邮箱 zhang.san@example.cn')).toEqual(['[机密★5年] 验证码：****** 邮箱 z****'])
  })

  it('masks names and addresses in a row of a table in which a value stands', async () => {
    const id = residentId(1)
    const [shown] = await excerptsOf(`姓名\t性别\t身份证号\t家庭住址\n桃花岛主\t男\t${id}\t桃花岛西`)
    expect(shown).toBe(`桃*** 男 [${id.slice(0, 3)}*************${id.slice(-2)}] ****`)
  })

  it('masks them in the first row of a table without heads too, and leaves labels', async () => {
    const shown = await excerptsOf(`李四\t${mobile(1)}\t西湖区文三路1号\n姓名\t王五\t手机\t${mobile(2)}`)
    expect(shown.map((line) => line.replace(/\[.*\]/, '[]'))).toEqual(['李* [] ********', '姓名 王* 手机 []'])
  })

  it('masks names and addresses between the commas of a line in which a value stands', async () => {
    const [shown] = await excerptsOf(`1、张三，男，身份证${residentId(1)}，西湖区文三路12号`)
    expect(shown).toMatch(/^1、张\*，男，身份证\[.*\]，\*{9}$/)
  })

  it('leaves names, dates and numbers of a sentence without a value as they are', async () => {
    const text = '机密★5年 张三，2024年12月31日，第十四条，共12345.67万元，〔2024〕5号'
    expect(await excerptsOf(text)).toEqual([`[机密★5年]${text.slice(5, 25)}`])
  })

  it('shows no part of a value that it cuts', async () => {
    const key = 'a1B2c3D4'.repeat(40)
    expect((await excerptsOf(`机密★5年 密码：${key}`)).join()).not.toMatch(/a1B2|D4a1/)
  })

  it('is as it stands in the document with reveal', async () => {
    expect(await excerptsOf('登录密码为 Qwer#2024，请保管', true)).toEqual(['登录密码为 [Qwer#2024]，请保管'])
  })
})
