import { describe, expect, it } from 'vitest'
import { MARKS, TERMS, judgeText, rule } from '../judging.js'

const KEY = new TextEncoder().encode('key of the tests')
const MARK = rule(MARKS, { id: 'mark' })
const accepted = { reason: '样本', approver: '张三' }

describe('a waiver', () => {
  it('moves its finding to the suppressed ones, with its reason and approver', async () => {
    const [finding] = (await judgeText('秘密★十年', [MARK])).findings
    const waiver = { ...accepted, fingerprint: finding!.fingerprint, expires: '2026-01-01' }
    const judged = await judgeText('秘密★十年', [MARK], 'body', { waivers: [waiver] })
    expect(judged.findings).toEqual([])
    expect(judged.suppressed[0]).toMatchObject({ severity: 'block', waiver: { ...accepted, expires: '2026-01-01' } })
    expect(judged.suppressed[0]!.reasons.at(-1)).toEqual({ code: 'waived' })
  })

  it('that has expired leaves its finding active, with a reason', async () => {
    const [finding] = (await judgeText('秘密★十年', [MARK])).findings
    const waivers = [{ ...accepted, fingerprint: finding!.fingerprint, expires: '2025-12-31' }]
    const judged = await judgeText('秘密★十年', [MARK], 'body', { waivers })
    expect(judged.findings[0]!.reasons.at(-1)).toEqual({ code: 'waiver-expired', args: { expired: '2025-12-31' } })
  })

  it('applies if it is the one that is valid longest', async () => {
    const [{ fingerprint } = { fingerprint: '' }] = (await judgeText('秘密★十年', [MARK])).findings
    const waivers = [{ ...accepted, fingerprint }, { ...accepted, fingerprint, expires: '2020-01-01' }]
    expect((await judgeText('秘密★十年', [MARK], 'body', { waivers })).findings).toEqual([])
  })
})

describe('a fingerprint', () => {
  const fingerprintsOf = async (text: string, key?: Uint8Array): Promise<string[]> => {
    return (await judgeText(text, [MARK], 'body', key ? { key } : {})).findings.map(({ fingerprint }) => fingerprint)
  }

  it('with a key survives edits elsewhere and invisible characters', async () => {
    const lines = '各单位要按照本通知要求认真抓好贯彻落实。\n'
    const [first] = await fingerprintsOf(`${lines}秘密★十年\n${lines}`, KEY)
    expect(await fingerprintsOf(`${lines}${lines}秘密★十年\n${lines}后来的话`, KEY)).toEqual([first])
    expect(await fingerprintsOf(`${lines}秘\u200b密★十年\n${lines}`, KEY)).toEqual([first])
  })

  it('with a key depends on the value, the text around it and the key', async () => {
    const other = new TextEncoder().encode('another key')
    const all = [
      ...await fingerprintsOf('甲\n秘密★十年', KEY), ...await fingerprintsOf('甲\n秘密★九年', KEY), ...await fingerprintsOf('乙\n秘密★十年', KEY),
      ...await fingerprintsOf('甲\n秘密★十年', other), ...await fingerprintsOf('甲\n秘密★十年'),
    ]
    expect(new Set(all).size).toBe(5)
  })

  it('without a key distinguishes findings but does not depend on the value', async () => {
    const [one, two] = await fingerprintsOf('秘密★十年\n秘密★九年')
    expect(one).not.toBe(two)
    expect(await fingerprintsOf('机密★五年\n秘密★一年')).toEqual([one, two])
  })

  it('of the same term differs between rules', async () => {
    const terms = ['a', 'b'].map((id) => rule(TERMS, { id }))
    const { findings } = await judgeText('内部资料', terms, 'body', { key: KEY })
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
  })
})
