import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkLexicons, defaultLexiconFiles, loadLexicons, loadWaivers } from '../../src/lexicon/index.js'
import { ScreenError } from '../../src/model/index.js'
import { screenText } from './screen-text.js'
import { TERM_RULE, lexiconText, ruleText } from './lexicon-text.js'

let folder: string
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'lexicon-')) })
afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

async function complaintsOf(promise: Promise<unknown>): Promise<string[]> {
  const error: unknown = await promise.catch((caught: unknown) => caught)
  if (!(error instanceof ScreenError)) throw new Error('no ScreenError')
  expect(error.code).toBe('configuration')
  return error.details.complaints!.map(({ file, line, column, message }) => `${basename(file!)}:${line}:${column} ${message}`)
}

describe('loadLexicons', () => {
  it('reports the mistakes of all files at once', async () => {
    const files = [
      await write('a.yaml', lexiconText(undefined, { extra: '1' })),
      await write('b.yaml', lexiconText(ruleText('terms: [机密, 機密]'))),
      join(folder, 'missing.yaml'),
    ]
    expect(await complaintsOf(loadLexicons(files))).toEqual([
      'a.yaml:7:1 extra: unknown key',
      'missing.yaml:1:1 cannot be read: it does not exist (ENOENT)',
      'b.yaml:13:17 code-name.operation: this term folds to the same as term 1',
    ])
  })

  it('has file, line and column in the message too', async () => {
    const file = await write('c.yaml', lexiconText(undefined, { extra: '1' }))
    await expect(loadLexicons([file])).rejects.toThrow(`${file}:7:1: extra: unknown key`)
  })

  it('finds the shipped lexicons in the package', async () => {
    const names = (await defaultLexiconFiles()).map((file) => basename(file))
    expect(names).toContain('state-secret-marks.yaml')
    expect(names).toEqual([...names].sort())
  })
})

describe('checkLexicons', () => {
  it('points at the example that fails', async () => {
    const file = await write('d.yaml', lexiconText(TERM_RULE.replace('雷霆行动正在进行', '行动正在进行').replace('雷霆万钧', '蓝鲸工程已经开工')))
    const { complaints, examples } = await checkLexicons([file], screenText)
    expect(examples).toBe(2)
    expect(complaints.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '15:18 code-name.operation must find this and does not',
      '16:19 code-name.operation must not find this and gives review',
    ])
  })

  it('returns the complaints about files that cannot be loaded', async () => {
    const file = await write('e.yaml', 'schema: 1')
    const { lexicons, complaints } = await checkLexicons([file], screenText)
    expect(lexicons).toEqual([])
    expect(complaints.length).toBeGreaterThan(1)
  })

  it('accepts the shipped lexicons, whose rules all have must-hit and must-miss examples', async () => {
    const { lexicons, complaints, examples } = await checkLexicons(await defaultLexiconFiles(), screenText)
    expect(complaints).toEqual([])
    expect(examples).toBeGreaterThan(250)
    for (const { rule, mustHit, mustMiss } of lexicons.flatMap((lexicon) => lexicon.rules)) {
      expect(mustHit.length, rule.id).toBeGreaterThan(0)
      expect(mustMiss.length, rule.id).toBeGreaterThan(0)
      expect(rule.basis.every((basis) => /(?:法|条例|规定|办法|规范|方案)(?: 第.+)?$/.test(basis)), rule.id).toBe(true)
    }
  })
})

describe('loadWaivers', () => {
  const print = '0123456789abcdef0123456789abcdef'

  it('reads fingerprint, reason, approver and last day', async () => {
    const text = `schema: secrecy-screen/waivers/v1\nwaivers:\n  - fingerprint: ${print}\n    reason: 已解密\n    approver: 某主任\n    expires: 2027-01-01\n`
    expect(await loadWaivers(await write('w.yaml', text))).toEqual([
      { fingerprint: print, reason: '已解密', approver: '某主任', expires: '2027-01-01' },
    ])
    expect(await loadWaivers(await write('w0.yaml', 'schema: secrecy-screen/waivers/v1\nwaivers: []\n'))).toEqual([])
  })

  it('reports every mistake, with its position', async () => {
    const text = 'schema: secrecy-screen/waivers/v1\nwaivers:\n  - fingerprint: 12\n    reason: ""\n    until: 2027\n'
    expect(await complaintsOf(loadWaivers(await write('bad.yaml', text)))).toEqual([
      'bad.yaml:3:18 waivers[0].fingerprint: must be a string: put it in quotation marks',
      'bad.yaml:4:13 waivers[0].reason: is empty',
      'bad.yaml:3:5 waivers[0].approver: missing',
      'bad.yaml:5:5 waivers[0].until: unknown key',
    ])
    expect(await complaintsOf(loadWaivers(join(folder, 'none.yaml')))).toEqual(['none.yaml:1:1 cannot be read: it does not exist (ENOENT)'])
  })
})
