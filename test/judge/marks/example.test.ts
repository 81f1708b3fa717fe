import { describe, expect, it } from 'vitest'
import { MARKS, judgeText, rule } from '../judging.js'

/** Enough text that a mark after it is not at the head of the document. */
const LESSON = `${'定密工作应当依法进行，标志应当规范、醒目。\n'.repeat(12)}`

async function judged(text: string) {
  const { findings } = await judgeText(text, [rule(MARKS, { category: 'state-secret' })])
  return findings.map(({ severity, match, reasons }) => ({
    severity, match, example: reasons.some(({ code }) => code === 'teaching-text'),
  }))
}

describe('a mark that the line above introduces as an example', () => {
  it.each([
    ['标志示例：\n机密★10年'],
    ['国家秘密标志的样式如下：\n机密★10年'],
    ['正确写法:\n机密★10年'],
    ['标注格式（公文）：\n机密★10年'],
    ['示例：\n　　机密★10年'],
  ])('is a review, with a reason: %j', async (text) => {
    expect(await judged(LESSON + text)).toEqual([{ severity: 'review', match: '机密★10年', example: true }])
  })

  it('may be one of several examples', async () => {
    expect((await judged(`${LESSON}标注示例：\n绝密★20年\n机密★10年\n秘密★5年`)).map(({ severity, example }) => [severity, example]))
      .toEqual([['review', true], ['review', true], ['review', true]])
  })

  it.each([
    ['at the head of its document', '示例：\n机密★10年\n关于进一步做好汛期值守工作的通知'],
    ['after a line that introduces something else', `${LESSON}附件内容如下：\n机密★10年`],
    ['with more text on the line above', `${LESSON}示例：见附件\n机密★10年`],
    ['with a line between', `${LESSON}示例：\n附件一\n机密★10年`],
  ])('stays a block: %s', async (_, text) => {
    expect(await judged(text)).toEqual([{ severity: 'block', match: '机密★10年', example: false }])
  })

  it('is also a review if it is a level without star', async () => {
    expect(await judged(`${LESSON}密级标注示例：\n机密`)).toEqual([{ severity: 'review', match: '机密', example: true }])
  })
})
