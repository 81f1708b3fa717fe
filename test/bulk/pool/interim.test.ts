import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Pool } from '../../../src/bulk/index.js'
import { createScreener, type InterimResult } from '../../../src/screener.js'
import { zip } from '../../builders/zip.js'
import { temporaryFolder } from '../../temporary-folder.js'

const MARK = '机密★20年\n'
const LINES = '今天天气很好。\n'.repeat(200)

describe('what is found before the end', () => {
  afterEach(() => void vi.restoreAllMocks())

  /** Screens with a clock that is 100 ms later at each look. */
  async function interimResults(bytes: Uint8Array, name: string): Promise<InterimResult[]> {
    const results: InterimResult[] = []
    const screener = await createScreener({ ocr: 'off', onInterim: (result) => results.push(result) })
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 100))
    await screener.screen(bytes, { name })
    return results
  }

  it('is reported while a document is read', async () => {
    const [first] = await interimResults(Buffer.from(MARK + LINES), 'a.md')
    expect(first).toMatchObject({ verdict: 'block', findings: [{ severity: 'block', match: '机密★20年' }] })
  })

  it('has the fingerprints of the final findings', async () => {
    const bytes = Buffer.from(MARK + LINES)
    const [first] = await interimResults(bytes, 'a.md')
    const { findings } = await (await createScreener({ ocr: 'off' })).screen(bytes, { name: 'a.md' })
    expect(first!.findings.map(({ fingerprint }) => fingerprint)).toEqual(findings.map(({ fingerprint }) => fingerprint))
  })

  it('includes what the members before had', async () => {
    const results = await interimResults(zip({ 'a.txt': MARK, 'b.md': LINES, 'c.md': LINES }), 'a.zip')
    expect(results.at(-1)).toMatchObject({ verdict: 'block', findings: [{ match: '机密★20年' }] })
  })

  it('masks values as the final findings do', async () => {
    const [first] = await interimResults(Buffer.from(`系统密码：Qwer#2024\n${LINES}`), 'a.md')
    expect(JSON.stringify(first)).not.toContain('Qwer#2024')
  })

  it('is nothing for a document without findings, or one that takes less than a second', async () => {
    expect(await interimResults(Buffer.from(LINES), 'a.md')).toEqual([])
    const results: InterimResult[] = []
    const screener = await createScreener({ ocr: 'off', onInterim: (result) => results.push(result) })
    vi.spyOn(performance, 'now').mockImplementation(() => 1)
    await screener.screen(Buffer.from(MARK + LINES), { name: 'a.md' })
    expect(results).toEqual([])
  })
})

describe('a document that does not end', () => {
  let pool: Pool

  beforeAll(async () => {
    // In node_modules, so that the bundle finds its packages.
    const folder = temporaryFolder(join(import.meta.dirname, '../../../node_modules'))
    const script = join(folder, 'slow-reader-worker.mjs')
    await build({
      entryPoints: [join(import.meta.dirname, '../fixtures/slow-reader-worker.ts')], outfile: script,
      bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external',
    })
    pool = new Pool({ screener: { ocr: 'off', limits: { milliseconds: 4000 } }, jobs: 2, script })
    await pool.ruleset
  })
  afterAll(() => pool.close())

  it.each([['loop', 'timed-out'], ['abort', 'reader-crashed']])(
    'keeps the mark that was read before: %s', async (what, reason) => {
      const [screening] = await pool.run({ kind: 'bytes', path: `${what}.csv`, bytes: Buffer.from(`a,b\n${what}\n`) })
      expect(screening).toMatchObject({
        path: `${what}.csv`, verdict: 'block', findings: [{ severity: 'block', match: '机密★20年' }], gaps: [{ reason }],
      })
    })

  it('has no findings of the document before it', async () => {
    const [screening] = await pool.run({ kind: 'bytes', path: 'plain.txt', bytes: Buffer.from(LINES) })
    expect(screening).toMatchObject({ verdict: 'clear', findings: [] })
  })
})
