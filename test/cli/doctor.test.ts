import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRedis, type RedisServer } from '../builders/redis-server.js'
import { SAMPLES, samples } from '../corpus/samples.js'
import { folderOf, screen } from './command.js'

interface DoctorOutput {
  readonly checks: readonly { readonly check: string; readonly state: string; readonly optional: boolean; readonly detail: string }[]
}

async function examined(...more: readonly string[]): Promise<{ status: number; checks: DoctorOutput['checks'] }> {
  const { status, stdout } = await screen(['doctor', '--format', 'json', ...more])
  return { status, ...(JSON.parse(stdout) as DoctorOutput) }
}

describe('screen doctor', () => {
  it('reports that everything works on a complete installation', async () => {
    const { status, checks } = await examined()
    expect(checks.filter(({ state }) => state !== 'works')).toEqual([])
    expect(status).toBe(0)
  })

  it('answers in both languages', async () => {
    const { stdout } = await screen(['doctor'])
    expect(stdout).toMatch(/^✓ Node\.js 运行环境 {2}\d+\.\d+\.\d+$/m)
    expect(stdout).toMatch(/完整检查所需的全部可用。\n$/)
    expect((await screen(['doctor', '--lang', 'en'])).stdout).toContain('works.')
  })

  it('reports a reader as failing when it misses the mark of its sample', async () => {
    const folder = folderOf({ 'empty.yaml': LEXICON })
    const { status, checks } = await examined('--no-default-lexicons', '--lexicon', `${folder}/empty.yaml`)
    const lacking = checks.filter(({ state }) => state === 'lacking').map(({ check }) => check)
    expect([status, lacking]).toEqual([3, ['documents', 'pdf-fonts', 'pictures', 'archives']])
  })

  it('rejects invalid lexicons', async () => {
    const folder = folderOf({ 'wrong.yaml': 'schema: nothing\n' })
    expect(await screen(['doctor', '--lexicon', `${folder}/wrong.yaml`])).toMatchObject({ status: 2 })
  })

  it('screens samples that are shipped', async () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(Object.keys(await samples()).sort())
  })
})

describe('screen doctor --queue', () => {
  let server: RedisServer

  beforeAll(async () => {
    server = await startRedis(['--requirepass', 'opensesame'])
  })

  afterAll(() => server.remove())

  it('asks the server, and never shows the password', async () => {
    const { status, checks } = await examined('--queue', `redis://:opensesame@127.0.0.1:${server.port}`)
    expect(status).toBe(0)
    expect(checks.at(-1)).toMatchObject({ check: 'queue-server', state: 'works', detail: expect.stringMatching(/^\d+\.\d+/) as string })
    const refused = await screen(['doctor', '--queue', `redis://:closesesame@127.0.0.1:${server.port}`])
    expect(refused.status).toBe(3)
    expect(refused.stdout + refused.stderr).not.toContain('closesesame')
  })

  it('reports a server that does not answer, and an invalid address', async () => {
    await server.stop()
    expect((await examined('--queue', server.url())).checks.at(-1)).toMatchObject({ state: 'lacking', detail: 'ECONNREFUSED' })
    expect(await screen(['doctor', '--queue', 'http://127.0.0.1'])).toMatchObject({ status: 2 })
  })
})

const LEXICON = `schema: secrecy-screen/lexicon/v1
id: local.one-word
version: 2026.1.1
title: { zh-CN: 一词, en: One word }
owner: 测试
source: 测试
rules:
  - id: local.word
    title: { zh-CN: 一词, en: One word }
    category: custom
    severity: review
    disposition: 报请确定
    basis: [内部规定]
    terms: [不在样本中的词]
    edges: none
    examples: { must-hit: [不在样本中的词], must-miss: [别的] }
`
