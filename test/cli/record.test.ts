import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecord, type ScreeningRecord } from '../../src/report/record.js'
import { mobile, residentId } from '../builders/identities.js'
import { zip } from '../builders/zip.js'
import { lexiconText, TERM_RULE } from '../lexicon/lexicon-text.js'
import { BLOCK, CLEAR, folderOf, screen, UNREADABLE } from './command.js'

/** Written by the program when records had version 1. */
const RECORD_V1 = readFileSync(join(import.meta.dirname, 'fixtures/record-v1.json'), 'utf8')

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

function namesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name !== 'chain.jsonl').sort()
}

function recordsIn(folder: string): ScreeningRecord[] {
  return namesIn(folder).map((name) => readRecord(readFileSync(join(folder, name), 'utf8'))!)
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner)
}

describe('screen --record', () => {
  it('records each document under the digest of its content, and nothing of its text', async () => {
    const secret = `${residentId(1)} 桃花岛主 联系电话：${mobile(2)}\n`
    const folder = folderOf({ '张三的.txt': secret, 'clear.txt': CLEAR, 'x.bin': UNREADABLE })
    const records = join(folder, 'records')
    expect((await screen(['--record', records, '--operator', '李四', join(folder, '张三的.txt'), join(folder, 'clear.txt'), join(folder, 'x.bin')])).status).toBe(1)
    const names = namesIn(records)
    expect(names.map((name) => name.split('-')[0]).sort()).toEqual([secret, CLEAR, UNREADABLE].map(sha256).sort())
    expect(names.join()).not.toContain('张三')
    const texts = names.map((name) => readFileSync(join(records, name), 'utf8')).join()
    for (const leak of [residentId(1), mobile(2), '桃花岛主']) expect(texts).not.toContain(leak)
    const clear = recordsIn(records).find(({ verdict }) => verdict === 'clear')!
    expect(clear).toMatchObject({
      schema: 'secrecy-screen/record/v3', operator: '李四', scope: 'whole', gaps: [], findings: { severities: {}, waived: 0 },
      document: { sha256: sha256(CLEAR), format: 'text', bytes: Buffer.byteLength(CLEAR) }, options: { failOn: 'review', ocr: 'auto' },
      tool: { name: 'secrecy-screen' },
    })
    expect(clear.ruleset.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('records what the document says of itself, masked', async () => {
    const text = `云政发〔2026〕12号　签发人：张三\n关于通知${mobile(2)}机主的通知\n各乡镇：\n请检查。\n2026年4月3日\n（此件公开发布）\n`
    const folder = folderOf({ 'a.txt': text })
    const records = join(folder, 'records')
    await screen(['--record', records, join(folder, 'a.txt')])
    const [{ facts }] = recordsIn(records) as [ScreeningRecord]
    expect(facts).toMatchObject({ number: '云政发〔2026〕12号', signers: ['张三'], issued: '2026-04-03', disclosure: 'public' })
    expect(JSON.stringify(facts)).not.toContain(mobile(2))
  })

  it('never changes a record: each screening and each member adds one', async () => {
    const folder = folderOf({ 'a.zip': zip({ 'in.txt': BLOCK }) })
    const records = join(folder, 'records')
    await screen(['--record', records, join(folder, 'a.zip')])
    const first = namesIn(records).map((name) => [name, statSync(join(records, name)).mtimeMs])
    expect(first).toHaveLength(2)
    await screen(['--record', records, join(folder, 'a.zip')])
    const second = new Map(namesIn(records).map((name) => [name, statSync(join(records, name)).mtimeMs]))
    expect(second.size).toBe(4)
    for (const [name, time] of first) expect(second.get(name as string)).toBe(time)
  })

  it('screens everything in the folder of its records but the records themselves, and says so', async () => {
    const folder = folderOf({
      'a.txt': CLEAR, 'key': 'k'.repeat(32), 'records/note.txt': BLOCK, [`records/${'0'.repeat(64)}-${'0'.repeat(16)}.json`]: BLOCK,
    })
    const argv = ['--format', 'jsonl', '--key', join(folder, 'key'), '--record', join(folder, 'records'), folder]
    await screen(argv)
    const copy = join(folder, namesIn(join(folder, 'records')).find((name) => name.startsWith(sha256(CLEAR)))!)
    writeFileSync(copy, readFileSync(join(folder, 'records', copy.slice(folder.length + 1))))
    const { status, stdout, stderr } = await screen(argv)
    expect([status, stderr]).toEqual([1, expect.stringContaining('有 5 个本程序自己的文件')])
    for (const name of ['note.txt', '0.json', copy]) expect(stdout).toContain(name)
  })

  it('can be read by their owner only, also those that others could read before', async () => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const records = join(folder, 'r')
    await screen(['--record', records, join(folder, 'a.txt')])
    for (const name of readdirSync(records)) chmodSync(join(records, name), 0o644)
    await screen(['--record', records, join(folder, 'a.txt')])
    expect(readdirSync(records).map((name) => statSync(join(records, name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  })

  it('does not screen the records of the run, nor with a key those that the key sealed', async () => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const key = join(folderOf({ key: 'k'.repeat(32) }), 'key')
    const screened = async (): Promise<number> => {
      const { stdout } = await screen(['--format', 'json', '--key', key, '--record', join(folder, 'records'), folder])
      return (JSON.parse(stdout) as { documents: unknown[] }).documents.length
    }
    expect([await screened(), await screened()]).toEqual([1, 1])
  })

  it('without a key screens earlier records like any file, and adds no record of them', async () => {
    const folder = folderOf({ 'a.txt': CLEAR, 'b.txt': '今天下雨。' })
    const records = join(folder, 'records')
    const argv = ['--format', 'json', '--record', records, folder]
    await screen(argv)
    const { status, stdout } = await screen(argv)
    expect(status).toBe(0)
    expect((JSON.parse(stdout) as { documents: { verdict: string }[] }).documents.map(({ verdict }) => verdict)).toEqual(Array(5).fill('clear'))
    expect(namesIn(records)).toHaveLength(4)
  })

  const HIDING_PLACES: readonly ((record: ScreeningRecord) => Partial<ScreeningRecord>)[] = [
    () => ({ operator: BLOCK }),
    () => ({ options: { note: `身份证号：${residentId(1)}` } }),
    ({ document }) => ({ document: { ...document, path: `联系电话：${mobile(1)}` } }),
    () => ({ gaps: [{ piece: BLOCK, reason: 'unreadable' }] }),
    ({ ruleset }) => ({ ruleset: { ...ruleset, lexicons: [{ id: BLOCK, version: '1' }] } }),
  ]
  it.each(['without', 'with'])('finds what forged records hide, %s a key', async (how) => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const key = how === 'with' ? ['--key', join(folderOf({ key: 'k'.repeat(32) }), 'key')] : []
    const records = join(folder, 'records')
    await screen([...key, '--record', records, folder])
    const [record] = recordsIn(records)
    const names = HIDING_PLACES.map((change) => {
      const changed = { ...record!, ...change(record!), hash: undefined }
      const hash = sha256(canonicalJson(changed))
      const name = `${sha256(CLEAR)}-${hash.slice(0, 16)}.json`
      writeFileSync(join(records, name), JSON.stringify({ ...changed, hash }))
      return name
    })
    expect(names.map((name) => readRecord(readFileSync(join(records, name), 'utf8')))).not.toContain(undefined)
    const { stdout } = await screen(['--format', 'json', ...key, '--record', records, folder])
    const { documents } = JSON.parse(stdout) as { documents: { path: string; verdict: string }[] }
    const found = documents.filter(({ verdict }) => verdict !== 'clear').map(({ path }) => basename(path))
    expect(found.sort()).toEqual(names.sort())
  })

  it('ends with an error when the record cannot be written', async () => {
    const folder = folderOf({ 'a.txt': CLEAR, 'records': 'a file' })
    const { status, stderr } = await screen(['--record', join(folder, 'records'), join(folder, 'a.txt')])
    expect([status, stderr]).toEqual([2, expect.stringContaining('检查记录无法写入')])
  })

  it('a changed record is invalid', async () => {
    const folder = folderOf({ 'a.txt': BLOCK })
    await screen(['--record', join(folder, 'r'), join(folder, 'a.txt')])
    const text = readFileSync(join(folder, 'r', namesIn(join(folder, 'r'))[0]!), 'utf8')
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
    const v1 = { ...record, schema: 'secrecy-screen/record/v1', gaps, policy: undefined, sealed: undefined }
    const hash = sha256(canonicalJson({ ...v1, hash: undefined }))
    for (const written of [name, 'chain.jsonl']) rmSync(join(folder, written))
    const nameV1 = `${record.document.sha256}-${hash.slice(0, 16)}.json`
    writeFileSync(join(folder, nameV1), `${JSON.stringify({ ...v1, hash }, null, 2)}\n`)
    return nameV1
  }

  it('has the hash that version 1 gave it', () => {
    expect(readRecord(RECORD_V1)).toMatchObject({
      schema: 'secrecy-screen/record/v3', verdict: 'incomplete', gaps: [{ piece: '', reason: 'format-not-supported' }],
    })
    expect(readRecord(RECORD_V1.replace('incomplete', 'clear'))).toBeUndefined()
  })

  it('still clears its file, and nothing once it was changed', async () => {
    const folder = folderOf({ 'a.txt': CLEAR })
    const [file, records] = [join(folder, 'a.txt'), join(folder, 'r')]
    await screen(['--record', records, file])
    const name = turnIntoV1(records, namesIn(records)[0]!)
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

  it('the latest record counts, and a record of weaker rules clears nothing', async () => {
    const { file, records, argv } = await recorded('雷霆行动正在进行\n')
    const lexicon = join(folderOf({ 'own.yaml': lexiconText(TERM_RULE) }), 'own.yaml')
    expect((await screen(argv)).status).toBe(0)
    const weaker = await screen([...argv, '--lexicon', lexicon])
    expect(weaker).toMatchObject({ status: 3, stdout: expect.stringContaining('缺少要求的词库') as string })
    await screen(['--record', records, '--lexicon', lexicon, file])
    const again = await screen([...argv, '--lexicon', lexicon])
    expect(again).toMatchObject({ status: 1, stdout: expect.not.stringContaining('规则集已变更') as string })
  })

  it('an invalid record clears nothing', async () => {
    const { records, argv } = await recorded(BLOCK)
    const [name] = namesIn(records)
    writeFileSync(join(records, name!), readFileSync(join(records, name!), 'utf8').replace('"block"', '"clear"'))
    expect(await screen(argv)).toMatchObject({ status: 3, stdout: expect.stringContaining('不是有效的检查记录') })
  })

  it.each([
    ['without the shipped rules', ['--no-default-lexicons', '--lexicon', 'own.yaml'], [], 'rules'],
    ['with a rule turned off', ['--lexicon', 'off.yaml'], [], 'rules'],
    ['with a higher threshold', ['--fail-on', 'block'], [], 'fail-on'],
    ['with a higher threshold than the required one', [], ['--policy', 'strict'], 'fail-on'],
  ])('a file that was screened as clear %s is not cleared', async (_, options, required, shortfall) => {
    const folder = folderOf({
      'own.yaml': lexiconText(TERM_RULE), 'strict/.screen.yaml': 'fail-on: note\n',
      'off.yaml': lexiconText(TERM_RULE, { layer: 'unit' }).replace(/rules:[^]*/, 'overrides:\n  - { rule: identifier.mobile, disabled: 试 }\n'),
    })
    const absolute = (argv: readonly string[]) => argv.map((word) => /yaml$|^strict$/.test(word) ? join(folder, word) : word)
    const { argv } = await recorded(CLEAR, ...absolute(options))
    const { status, stdout } = await screen([...argv, ...absolute(required), '--format', 'json'])
    expect([status, JSON.parse(stdout)]).toMatchObject([3, { files: [{ standing: 'weaker', shortfalls: [shortfall] }] }])
  })

  it('a configuration of the working folder does not lower what is required', async () => {
    const { argv } = await recorded(CLEAR, '--fail-on', 'block')
    const here = process.cwd()
    process.chdir(folderOf({ '.screen.yaml': 'fail-on: block\n' }))
    try {
      expect((await screen(argv)).status).toBe(3)
      expect((await screen([...argv, '--config', '.screen.yaml'])).status).toBe(0)
    } finally {
      process.chdir(here)
    }
  })

  it('a waiver that no key protects clears nothing', async () => {
    const folder = folderOf({ 'a.txt': BLOCK, 'key': 'k'.repeat(32) })
    const [file, records] = [join(folder, 'a.txt'), join(folder, 'r')]
    const screened = async (...key: string[]) => {
      const { stdout } = await screen(['--format', 'json', ...key, file])
      const [document] = (JSON.parse(stdout) as { documents: [{ findings: { fingerprint: string }[] }] }).documents
      const waivers = document.findings.map(({ fingerprint }) => `  - {fingerprint: "${fingerprint}", reason: x, approver: y}\n`)
      writeFileSync(join(folder, 'w.yaml'), `schema: secrecy-screen/waivers/v1\nwaivers:\n${waivers.join('')}`)
      await screen(['--record', records, '--waivers', join(folder, 'w.yaml'), ...key, file])
      return screen(['verify', file, '--record', records, ...key])
    }
    expect(await screened()).toMatchObject({ status: 3, stdout: expect.stringContaining('没有密钥保护的豁免') as string })
    expect(await screened('--key', join(folder, 'key'))).toMatchObject({ status: 0 })
  })

  describe('with a key', () => {
    const KEY = join(folderOf({ key: 'k'.repeat(32), other: 'o'.repeat(32) }), 'key')

    it('clears a file by a record that the key sealed, and says so', async () => {
      const { argv } = await recorded(CLEAR, '--key', KEY)
      expect(await screen([...argv, '--key', KEY])).toMatchObject({ status: 0, stdout: expect.stringContaining('已用此密钥封印') as string })
      expect(await screen(argv)).toMatchObject({ status: 0, stdout: expect.stringContaining('未核对封印') as string })
      expect((await screen([...argv, '--key', KEY.replace(/key$/, 'other')])).status).toBe(3)
    })

    it('does not clear it by a record that is not sealed, and the record says that it is not', async () => {
      const { records, argv } = await recorded(CLEAR)
      expect(recordsIn(records)[0]!.sealed).toBe(false)
      expect(await screen(argv)).toMatchObject({ status: 0, stdout: expect.stringContaining('记录没有封印') as string })
      expect(await screen([...argv, '--key', KEY])).toMatchObject({ status: 3, stdout: expect.stringContaining('没有有效封印') as string })
    })

    it('keeps to the sealed record when one that is not sealed is added later', async () => {
      const { records, file, argv } = await recorded('雷霆行动正在进行\n', '--key', KEY, '--lexicon', join(folderOf({ 'l.yaml': lexiconText(TERM_RULE) }), 'l.yaml'))
      await screen(['--record', records, file])
      expect((await screen(argv)).status).toBe(0)
      expect((await screen([...argv, '--key', KEY])).status).toBe(1)
    })
  })

  describe('with a key, when the last record of a file is not clear', () => {
    const KEY = join(folderOf({ key: 'k'.repeat(32) }), 'key')
    /** Records that this key sealed: the file is clear, then, by more rules, it is not, then another file is clear. */
    async function sealed(): Promise<{ lines: string[]; verifyWith: (chain: readonly string[]) => Promise<number> }> {
      const folder = folderOf({ 'a.txt': '雷霆行动正在进行\n', 'b.txt': CLEAR, 'own.yaml': lexiconText(TERM_RULE) })
      const [file, records] = [join(folder, 'a.txt'), join(folder, 'r')]
      const more = ['--lexicon', join(folder, 'own.yaml')]
      for (const rest of [[file], [...more, file], [join(folder, 'b.txt')]]) await screen(['--record', records, '--key', KEY, ...rest])
      const chain = join(records, 'chain.jsonl')
      const verifyWith = async (lines: readonly string[]): Promise<number> => {
        writeFileSync(chain, lines.map((line) => `${line}\n`).join(''))
        return (await screen(['verify', file, '--record', records, '--key', KEY])).status
      }
      return { lines: readFileSync(chain, 'utf8').trim().split('\n'), verifyWith }
    }
    const withFields = (line: string, fields: object): string => JSON.stringify({ ...JSON.parse(line) as object, ...fields })

    it.each<[string, (clear: string, grave: string, other: string) => readonly string[], number]>([
      ['nothing was touched', (clear, grave, other) => [clear, grave, other], 1],
      ['the line of the clear one is copied to the end', (clear, grave, other) => [clear, grave, other, clear], 1],
      ['its line loses its seal', (clear, grave, other) => [clear, withFields(grave, { seal: undefined }), other], 1],
      ['its line gets a false seal', (clear, grave, other) => [clear, withFields(grave, { seal: '0'.repeat(64) }), other], 1],
      ['its line is removed', (clear, _, other) => [clear, other], 3],
      ['its line is moved before the clear one', (clear, grave, other) => [grave, clear, other], 3],
      ['its line names another document', (clear, grave, other) => [clear, withFields(grave, { document: 'unread' }), other], 3],
      ['its line is no line any more', (clear, _, other) => [clear, '{}', other], 3],
    ])('it is not cleared if %s', async (_, chainOf, status) => {
      const { lines: [clear, grave, other], verifyWith } = await sealed()
      expect(await verifyWith(chainOf(clear!, grave!, other!))).toBe(status)
    })

    it('a part of a line, from a process that was killed, changes nothing', async () => {
      const { lines: [clear], verifyWith } = await sealed()
      expect(await verifyWith([clear!, clear!.slice(0, 99)])).toBe(0)
    })
  })

  it('an earlier record does not stand for one that was removed, and a changed chain clears nothing', async () => {
    const lexicon = join(folderOf({ 'own.yaml': lexiconText(TERM_RULE) }), 'own.yaml')
    const { file, records, argv } = await recorded('雷霆行动正在进行\n')
    const [clear] = namesIn(records)
    await screen(['--record', records, '--lexicon', lexicon, file])
    const chain = readFileSync(join(records, 'chain.jsonl'), 'utf8')
    rmSync(join(records, namesIn(records).find((name) => name !== clear)!))
    expect((await screen(argv)).status).toBe(3)
    const [first, second] = chain.trim().split('\n')
    for (const forged of [second!, `${second}\n${first}`, first!.replace(/"record":"./, '"record":"x'), 'text']) {
      writeFileSync(join(records, 'chain.jsonl'), `${forged}\n`)
      expect((await screen(argv)).status).toBe(3)
    }
    writeFileSync(join(records, 'chain.jsonl'), `${first}\n`)
    expect((await screen(argv)).status).toBe(0)
    rmSync(join(records, 'chain.jsonl'))
    expect((await screen(argv)).status).toBe(3)
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
