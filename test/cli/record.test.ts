import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecord, type ScreeningRecord } from '../../src/report/record.js'
import { mobile, residentId } from '../builders/identities.js'
import { zip } from '../builders/zip.js'
import { lexiconText, TERM_RULE } from '../lexicon/lexicon-text.js'
import { BLOCK, CLEAR, folderOf, screen, UNREADABLE } from './command.js'

/** Written by the program when records had version 1. */
const RECORD_V1 = readFileSync(join(import.meta.dirname, 'fixtures/record-v1.json'), 'utf8')

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

function recordsIn(folder: string): ScreeningRecord[] {
  return readdirSync(folder).sort().map((name) => readRecord(readFileSync(join(folder, name), 'utf8'))!)
}

describe('screen --record', () => {
  it('records each document under the digest of its content, and nothing of its text', async () => {
    const secret = `${residentId(1)} 桃花岛主 联系电话：${mobile(2)}\n`
    const folder = folderOf({ '张三的.txt': secret, 'clear.txt': CLEAR, 'x.bin': UNREADABLE })
    const records = join(folder, 'records')
    expect((await screen(['--record', records, '--operator', '李四', join(folder, '张三的.txt'), join(folder, 'clear.txt'), join(folder, 'x.bin')])).status).toBe(1)
    const names = readdirSync(records)
    expect(names.map((name) => name.split('-')[0]).sort()).toEqual([secret, CLEAR, UNREADABLE].map(sha256).sort())
    expect(names.join()).not.toContain('张三')
    const texts = names.map((name) => readFileSync(join(records, name), 'utf8')).join()
    for (const leak of [residentId(1), mobile(2), '桃花岛主']) expect(texts).not.toContain(leak)
    const clear = recordsIn(records).find(({ verdict }) => verdict === 'clear')!
    expect(clear).toMatchObject({
      schema: 'secrecy-screen/record/v2', operator: '李四', scope: 'whole', gaps: [], findings: { severities: {}, waived: 0 },
      document: { sha256: sha256(CLEAR), format: 'text', bytes: Buffer.byteLength(CLEAR) }, options: { failOn: 'review', ocr: 'auto' },
      tool: { name: 'secrecy-screen' },
    })
    expect(clear.ruleset.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('never changes a record: each screening and each member adds one', async () => {
    const folder = folderOf({ 'a.zip': zip({ 'in.txt': BLOCK }) })
    const records = join(folder, 'records')
    await screen(['--record', records, join(folder, 'a.zip')])
    const first = readdirSync(records).map((name) => [name, statSync(join(records, name)).mtimeMs])
    expect(first).toHaveLength(2)
    await screen(['--record', records, join(folder, 'a.zip')])
    const second = new Map(readdirSync(records).map((name) => [name, statSync(join(records, name)).mtimeMs]))
    expect(second.size).toBe(4)
    for (const [name, time] of first) expect(second.get(name as string)).toBe(time)
  })

  it('does not screen its own records', async () => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const screened = async (): Promise<number> => {
      const { stdout } = await screen(['--format', 'json', '--record', join(folder, 'records'), folder])
      return (JSON.parse(stdout) as { documents: unknown[] }).documents.length
    }
    expect([await screened(), await screened()]).toEqual([1, 1])
  })

  it('ends with an error when the record cannot be written', async () => {
    const folder = folderOf({ 'a.txt': CLEAR, 'records': 'a file' })
    const { status, stderr } = await screen(['--record', join(folder, 'records'), join(folder, 'a.txt')])
    expect([status, stderr]).toEqual([2, expect.stringContaining('检查记录无法写入')])
  })

  it('a changed record is invalid', async () => {
    const folder = folderOf({ 'a.txt': BLOCK })
    await screen(['--record', join(folder, 'r'), join(folder, 'a.txt')])
    const text = readFileSync(join(folder, 'r', readdirSync(join(folder, 'r'))[0]!), 'utf8')
    expect(readRecord(text)).toBeDefined()
    expect(readRecord(text.replace('"block"', '"clear"'))).toBeUndefined()
    expect(readRecord('{}')).toBeUndefined()
    expect(readRecord('no json')).toBeUndefined()
  })
})

describe('a record of version 1', () => {
  /** Rewrites a record as version 1 stored it, under the name that version gave it. */
  function turnIntoV1(folder: string, name: string): string {
    const record = readRecord(readFileSync(join(folder, name), 'utf8'))!
    const gaps = record.gaps.map(({ piece, reason }) => ({ part: piece, reason }))
    const v1 = { ...record, schema: 'secrecy-screen/record/v1', gaps }
    const hash = sha256(canonicalJson({ ...v1, hash: undefined }))
    rmSync(join(folder, name))
    const nameV1 = `${record.document.sha256}-${hash.slice(0, 16)}.json`
    writeFileSync(join(folder, nameV1), `${JSON.stringify({ ...v1, hash }, null, 2)}\n`)
    return nameV1
  }

  function canonicalJson(value: unknown): string {
    return JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner)
  }

  it('has the hash that version 1 gave it', () => {
    expect(readRecord(RECORD_V1)).toMatchObject({
      schema: 'secrecy-screen/record/v2', verdict: 'incomplete', gaps: [{ piece: '', reason: 'format-not-supported' }],
    })
    expect(readRecord(RECORD_V1.replace('incomplete', 'clear'))).toBeUndefined()
  })

  it('still clears its file, and nothing once it was changed', async () => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const [file, records] = [join(folder, 'a.txt'), join(folder, 'r')]
    await screen(['--record', records, file])
    const name = turnIntoV1(records, readdirSync(records)[0]!)
    const argv = ['verify', file, '--record', records]
    expect(await screen(argv)).toMatchObject({ status: 0, stdout: expect.stringContaining('版本一致') as string })
    const { stdout } = await screen([...argv, '--format', 'json'])
    expect(stdout).not.toContain('record/v1')
    writeFileSync(join(records, name), readFileSync(join(records, name), 'utf8').replace('"whole"', '"changed-lines"'))
    expect(await screen(argv)).toMatchObject({ status: 3, stdout: expect.stringContaining(name) as string })
  })
})

describe('screen verify', () => {
  async function recorded(content: string, ...options: string[]): Promise<{ file: string; records: string; argv: string[] }> {
    const folder = folderOf({ 'a.txt': content })
    const [file, records] = [join(folder, 'a.txt'), join(folder, 'r')]
    await screen(['--record', records, ...options, file])
    return { file, records, argv: ['verify', file, '--record', records] }
  }

  it('a file that was screened as clear is cleared, under any name', async () => {
    const { records, argv } = await recorded(CLEAR)
    expect(await screen(argv)).toEqual({ status: 0, stdout: expect.stringMatching(/版本一致.*\n.*操作人/), stderr: '' })
    expect((await screen(['verify', join(folderOf({ 'other.txt': CLEAR }), 'other.txt'), '--record', records])).status).toBe(0)
  })

  it('a file that was screened and is not clear is not cleared', async () => {
    const { argv } = await recorded(BLOCK)
    expect(await screen(argv)).toMatchObject({ status: 1, stdout: expect.stringContaining('不得公开') })
  })

  it('a file that changed since is not the version that was cleared', async () => {
    const { file, argv } = await recorded(CLEAR)
    appendFileSync(file, ' ')
    expect(await screen(argv)).toMatchObject({ status: 3, stdout: expect.stringContaining('版本不一致') })
  })

  it('a file that was never screened has no record', async () => {
    const { records } = await recorded(CLEAR)
    const strange = join(folderOf({ 'b.txt': 'b' }), 'b.txt')
    expect(await screen(['verify', strange, '--record', records])).toMatchObject({ status: 3, stdout: expect.stringContaining('没有这一版本') })
    const { argv } = await recorded(BLOCK)
    expect((await screen([...argv, strange])).status).toBe(1)
  })

  it('the latest record counts, and a changed ruleset is reported', async () => {
    const { file, records, argv } = await recorded('雷霆行动正在进行\n')
    const lexicon = join(folderOf({ 'own.yaml': lexiconText(TERM_RULE) }), 'own.yaml')
    expect(await screen([...argv, '--lexicon', lexicon])).toMatchObject({ status: 0, stdout: expect.stringContaining('规则集已变更') })
    await screen(['--record', records, '--lexicon', lexicon, file])
    const again = await screen([...argv, '--lexicon', lexicon])
    expect(again).toMatchObject({ status: 1, stdout: expect.not.stringContaining('规则集已变更') })
  })

  it('an invalid record clears nothing', async () => {
    const { records, argv } = await recorded(BLOCK)
    const [name] = readdirSync(records)
    writeFileSync(join(records, name!), readFileSync(join(records, name!), 'utf8').replace('"block"', '"clear"'))
    expect(await screen(argv)).toMatchObject({ status: 3, stdout: expect.stringContaining('不是有效的检查记录') })
  })

  it('prints JSON for programs', async () => {
    const { argv } = await recorded(CLEAR)
    const { stdout } = await screen([...argv, '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'secrecy-screen/verify/v1', files: [{ standing: 'cleared', rulesetChanged: false, damaged: [], record: { verdict: 'clear' } }],
    })
  })

  it.each([[['verify', 'x']], [['verify', 'x', '--record', '/nowhere']], [['verify', '/nowhere/x', '--record', '.']]])('%j is refused', async (argv) => {
    expect(await screen(argv)).toMatchObject({ status: 2, stdout: '' })
  })
})
