import { symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLedger, queryLedger } from '../../../src/bulk/ledger/index.js'
import { docx } from '../../builders/docx.js'
import { startRedis, type RedisServer } from '../../builders/redis-server.js'
import { startS3 } from '../../builders/s3-store.js'
import { zip } from '../../builders/zip.js'
import { BLOCK, CLEAR, folderOf, REVIEW, screen, UNREADABLE, type Ran } from '../../cli/command.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { until } from '../../until.js'

const SENTENCE = '今年第三季度的训练安排见附件二'
const PHONE = '13912345678'
let server: RedisServer
let folder: string
let outside: string

beforeAll(async () => (server = await startRedis()))
afterAll(() => server.remove())
beforeEach(() => {
  outside = temporaryFolder()
  folder = folderOf({
    'b/block.txt': `${BLOCK}${SENTENCE}\n`, 'b/名.txt': REVIEW, 'b.txt': CLEAR, 'a/clear.txt': CLEAR, 'a/copy.txt': CLEAR,
    'a/unknown.bin': UNREADABLE, 'Z/list.csv': `姓名,电话\n王某,${PHONE}\n`, 'empty.txt': '',
  })
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'b/')), Buffer.from([0xbb, 0xfa]), Buffer.from('.txt')]), CLEAR)
  symlinkSync('block.txt', join(folder, 'b/link'))
})

/** The commands of a queue of its own name, against the built workers. */
function commandsOf(name: string) {
  const queue = server.url(`/1?name=${name}`)
  const ledger = join(outside, `${name}.db`)
  return {
    ledger,
    enqueue: (...argv: string[]) => screen(['enqueue', '--lang', 'en', '--queue', queue, ...argv]),
    work: (...argv: string[]) => screen(['work', '--lang', 'en', '--queue', queue, '--jobs', '1', '--root', '/', ...argv]),
    collect: (...argv: string[]) =>
      screen(['collect', '--lang', 'en', '--queue', queue, '--ledger', ledger, '--format', 'json', ...argv]),
    local: (...argv: string[]) =>
      screen(['--lang', 'en', '--ledger', join(outside, 'local.db'), '--format', 'json', ...argv]),
  }
}

const statusAndReport = ({ status, stdout }: Ran) => [status, stdout]

interface Report {
  readonly documents: readonly { readonly path: string; readonly verdict: string; readonly gaps: readonly { reason: string }[] }[]
}

/** Path, verdict and reasons of gaps of each document of a report. */
const summary = ({ stdout }: Ran) => (JSON.parse(stdout) as Report).documents
  .map(({ path, verdict, gaps }) => [path, verdict, ...gaps.map(({ reason }) => reason)].join(' '))

describe('enqueue, work and collect', () => {
  it('give the report of one run on one machine, and a later run takes everything from their ledger', async () => {
    const { ledger, enqueue, work, collect, local } = commandsOf('equal')
    writeFileSync(join(folder, 'mail.docx'), docx({ body: [`密码 hunter2secret ${SENTENCE}`] }))
    writeFileSync(join(folder, 'a.zip'), zip({ 'inner/list.txt': REVIEW, 'x.bin': UNREADABLE }))
    const paths = [join(folder, 'b'), folder, join(outside, 'none.txt'), `${folder}/a/`]
    const enqueued = await enqueue(...paths)
    expect(enqueued).toMatchObject({ status: 0, stderr: '' })
    expect(enqueued.stdout).toMatch(/^Enqueued 20 documents in redis:\/\/127/)
    expect(await work('--drain')).toMatchObject({ status: 0, stderr: '' })
    const collected = await collect('--drain')
    const run = await local(...paths)
    expect(statusAndReport(collected)).toEqual(statusAndReport(run))
    expect(collected.stderr).toMatch(/^Ledger .* Head: [0-9a-f]{64}\n$/)
    const rows = [...queryLedger(openLedger(ledger), { history: true })]
    expect(rows.filter(({ path }) => path.endsWith('block.txt'))).toHaveLength(1)
    const again = await screen(['--lang', 'en', '--ledger', ledger, '--format', 'json', ...paths])
    expect(statusAndReport(again)).toEqual(statusAndReport(run))
  })

  it('collect masks the paths in its report with --mask-paths, and not those of the ledger', async () => {
    const { ledger, enqueue, work, collect } = commandsOf('masked')
    const key = ['--key', join(folderOf({ key: 'k'.repeat(32) }), 'key')]
    const file = join(folderOf({ [`${PHONE}.txt`]: REVIEW }), `${PHONE}.txt`)
    await enqueue(...key, file)
    await work(...key, '--drain')
    const { status, stdout } = await collect(...key, '--drain', '--mask-paths')
    expect([status, stdout]).toEqual([1, expect.stringContaining('"pathId"')])
    expect(stdout).not.toContain(PHONE)
    expect([...queryLedger(openLedger(ledger), {})].map(({ path }) => path)).toEqual([file])
  })

  it.each(['terminal', 'jsonl', 'csv', 'sarif'])('give the report of one run in %s, however often results are collected', async (format) => {
    const { enqueue, work, collect, local } = commandsOf(`format-${format}`)
    await enqueue(folder)
    await work('--drain')
    const form = ['--format', format, '--show-suppressed']
    const first = await collect(...form)
    expect(statusAndReport(first)).toEqual(statusAndReport(await local(folder, ...form)))
    expect(statusAndReport(await collect(...form))).toEqual(statusAndReport(first))
  })

  it('resolve relative paths against the folder of enqueue, whatever the folder of work', async () => {
    const { enqueue, work, collect } = commandsOf('relative')
    const here = process.cwd()
    try {
      process.chdir(folder)
      await enqueue('a', '.')
      process.chdir('/')
      await work('--drain')
    } finally {
      process.chdir(here)
    }
    expect(summary(await collect()).slice(0, 4)).toEqual([
      'a/clear.txt clear', 'a/copy.txt clear', 'a/unknown.bin incomplete format-not-supported', './Z/list.csv review',
    ])
  })

  it('end with status 3 while documents are in the queue, even with --allow-incomplete', async () => {
    const { enqueue, work, collect } = commandsOf('left')
    await enqueue(join(folder, 'a/clear.txt'))
    const { status, stderr } = await collect('--allow-incomplete')
    const sentence = '1 documents of the queue are not yet screened or collected: this report is incomplete.\n'
    expect([status, stderr]).toEqual([3, sentence])
    await work('--drain')
    expect((await collect()).status).toBe(0)
  })

  it('record a document as gone when it is missing from the next walk over the same paths', async () => {
    const { enqueue, work, collect } = commandsOf('gone')
    for (const count of [7, 6]) {
      await enqueue(join(folder, 'a'), join(folder, 'b'))
      await work('--drain')
      const { stdout, stderr } = await collect()
      expect((JSON.parse(stdout) as { documents: unknown[] }).documents).toHaveLength(count)
      expect(stderr).toContain(count === 7 ? ' 0 no longer exist' : ' 1 no longer exist')
      unlinkSync(join(folder, count === 7 ? 'a/copy.txt' : 'a/clear.txt'))
    }
  })

  it('screen objects of an S3 store', async () => {
    const { enqueue, work, collect, local } = commandsOf('s3')
    const store = await startS3()
    for (const [name, value] of Object.entries(store.env)) vi.stubEnv(name, value)
    try {
      const objects = { 'in/a.txt': BLOCK, 'in/b.txt': REVIEW, 'in/c/d.txt': CLEAR, 'out.txt': BLOCK }
      for (const [key, text] of Object.entries(objects)) await store.put(key, text)
      await enqueue('s3://archive/in/', 's3://archive/none')
      await store.put('in/b.txt', CLEAR)
      await work('--drain')
      expect(summary(await collect())).toEqual([
        's3://archive/in/a.txt block', 's3://archive/in/b.txt incomplete changed-while-read',
        's3://archive/in/c/d.txt clear', 's3://archive/none incomplete not-found',
      ])
      await store.put('in/b.txt', REVIEW)
      await enqueue('s3://archive/in/')
      await work('--drain')
      expect(statusAndReport(await collect())).toEqual(statusAndReport(await local('s3://archive/in/')))
    } finally {
      vi.unstubAllEnvs()
      await store.stop()
    }
  })
})

describe('with a key', () => {
  it('collects what machines with the key have screened, and what no machine with it has screened is not reported', async () => {
    const { enqueue, work, collect, ledger } = commandsOf('keyed')
    writeFileSync(join(outside, 'key'), 'k'.repeat(32))
    const key = ['--key', join(outside, 'key')]
    await enqueue(...key, join(folder, 'a'))
    await work('--drain', ...key)
    const redis = new Redis(server.url('/1'))
    const ids = await redis.zrange('screen:keyed:completed', '0', '-1')
    await redis.hset(`screen:keyed:${ids[0]}`, 'returnvalue', '{}')
    redis.disconnect()
    const forged = await collect(...key)
    expect(forged.status).toBe(3)
    expect(forged.stderr).toContain('1 results were refused')
    await work('--drain', ...key)
    expect(summary(await collect(...key))).toHaveLength(3)
    const verified = await screen(['ledger', 'verify', '--lang', 'en', ...key, ledger])
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('sealed with this key')])
  })
})

describe('work', () => {
  it('reads no file outside its root, which is the working folder unless --root names another', async () => {
    const { enqueue, collect } = commandsOf('root')
    await enqueue(join(folder, 'a/clear.txt'), join(folder, 'b.txt'))
    const queue = ['--lang', 'en', '--queue', server.url('/1?name=root'), '--jobs', '1', '--drain']
    await screen(['work', ...queue, '--root', join(folder, 'a')])
    expect(summary(await collect())).toEqual([
      `${join(folder, 'a/clear.txt')} clear`, `${join(folder, 'b.txt')} incomplete unreadable`,
    ])
    await enqueue(join(folder, 'a/copy.txt'))
    await screen(['work', ...queue])
    expect(summary(await collect()).at(-1)).toBe(`${join(folder, 'a/copy.txt')} incomplete unreadable`)
  })
})

describe('the data in Redis', () => {
  it('has names, hashes, sizes and masked screenings, but no value and no sentence of a document', async () => {
    const { enqueue, work } = commandsOf('masked')
    const redis = new Redis(server.url('/1'))
    try {
      await enqueue(folder)
      const before = await everything(redis, 'screen:masked:*')
      await work('--drain')
      const after = await everything(redis, 'screen:masked:*')
      expect(before).toContain('b/block.txt')
      for (const text of ['"mark.state-secret"', '机密★5年', '139******78']) expect(after).toContain(text)
      for (const content of [PHONE, SENTENCE, '训练安排', '今天天气', '王某', '关于印发']) {
        expect(before.includes(content)).toBe(false)
        expect(after.includes(content)).toBe(false)
      }
    } finally {
      redis.disconnect()
    }
  })
})

/** Everything under the keys of a pattern, as stored and as read. */
async function everything(redis: Redis, pattern: string): Promise<string> {
  const pieces: string[] = []
  for (const key of await redis.keys(pattern)) {
    pieces.push(key, (await redis.dumpBuffer(key)).toString('utf8'))
    const type = await redis.type(key)
    if (type === 'hash') pieces.push(JSON.stringify(await redis.hgetall(key)))
    if (type === 'stream') pieces.push(JSON.stringify(await redis.xrange(key, '-', '+')))
    if (type === 'list') pieces.push(...(await redis.lrange(key, 0, -1)))
    if (type === 'zset') pieces.push(...(await redis.zrange(key, '0', '-1')).map(String))
    if (type === 'string') pieces.push((await redis.get(key))!)
  }
  return pieces.join('\n').replaceAll('\\"', '"')
}

describe('errors', () => {
  it.each([
    [['enqueue', 'a.txt'], 'which queue?'],
    [['enqueue', 'a.txt', '--queue', 'http://here'], 'a queue is redis://'],
    [['enqueue', '-', '--queue', 'redis://127.0.0.1:1'], 'the standard input cannot be enqueued'],
    [['work', '--queue', 'redis://user:open-sesame@127.0.0.1:1'], '127.0.0.1:1/0?name=documents cannot be reached: the connection was refused (ECONNREFUSED)'],
    [['collect', '--queue', 'redis://127.0.0.1:1'], 'collect into which ledger?'],
  ])('%j ends with status 2 and one sentence', async (argv, sentence) => {
    const { status, stdout, stderr } = await screen([...argv, '--lang', 'en'])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('open-sesame')
  })

  it('the URL of the queue may be in the environment, where process lists do not show it', async () => {
    const env = { SCREEN_QUEUE: server.url('/1?name=environment') }
    expect(await screen(['enqueue', '--lang', 'en', folder], { env })).toMatchObject({ status: 0, stderr: '' })
  })

  it.each([
    ['work', ['--no-default-lexicons', '--lexicon', 'lexicons/state-secret-marks.yaml'], 'requires the ruleset sha256:'],
    ['work', ['--ocr', 'off'], 'requires other options'],
    ['enqueue', ['--segmenter', 'none', '.'], 'requires other options'],
  ] as const)('%s %j is refused for a queue with another basis', async (command, argv, sentence) => {
    const { enqueue, work } = commandsOf('mismatch')
    await enqueue(join(folder, 'a'))
    const ran = await (command === 'work' ? work('--drain', ...argv) : enqueue(...argv))
    expect([ran.status, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).toContain(sentence)
  })

  it('collecting from an empty queue is an error; Ctrl-C is not', async () => {
    const { collect } = commandsOf('nothing')
    expect(await collect()).toMatchObject({ status: 2, stderr: 'error: nothing was enqueued\n' })
    const stop = new AbortController()
    const redis = new Redis(server.url('/1'))
    const working = screen(['work', '--lang', 'en', '--queue', server.url('/1?name=nothing')], { signal: stop.signal })
    // The machine waits for a job.
    await until(async () => String(await redis.client('LIST')).includes('cmd=bzpopmin'))
    stop.abort(new Error('SIGINT'))
    redis.disconnect()
    const stderr = 'Documents that were being screened went back to the queue.\nInterrupted.\n'
    expect(await working).toEqual({ status: 130, stdout: '', stderr })
  })
})
