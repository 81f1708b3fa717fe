import { appendFileSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLedger } from '../../src/bulk/ledger/index.js'
import type { Report } from '../../src/report/index.js'
import { until } from '../until.js'
import { BLOCK, CLEAR, folderOf, screen, type Ran } from './command.js'

const EN = ['--lang', 'en']
let root: string
let ledger: string
let first: Ran

const bulk = (...argv: string[]): Promise<Ran> =>
  screen([...EN, '--ocr', 'off', '--ledger', ledger, ...argv, join(root, 'in')])
const head = ({ stderr }: Ran): string => /[0-9a-f]{64}/.exec(stderr)![0]

beforeAll(async () => {
  root = folderOf({ 'in/a.txt': CLEAR, 'in/b.txt': BLOCK, 'in/deep/b.txt': BLOCK, 'key': 'k'.repeat(32) })
  // The ledger is among the documents and must not be screened.
  ledger = join(root, 'in/.ledger')
  first = await bulk('--format', 'json', '--key', join(root, 'key'))
})

describe('a damaged ledger', () => {
  it('says that a ledger in a folder that is not there cannot be opened', async () => {
    const { status, stderr } = await screen(['--ledger', '/nonexistent/ledger.db', '.'])
    expect([status, stderr]).toEqual([2, expect.stringContaining('无法打开（SQLITE_CANTOPEN）')])
  })

  it('ends every command that reads it with status 2', async () => {
    const damaged = join(folderOf({}), 'ledger')
    const database = new Database(ledger)
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    writeFileSync(damaged, readFileSync(ledger).fill('Z', 2 * 4096))
    const commands = [
      ['ledger', 'query', damaged], ['ledger', 'verify', damaged], ['ledger', 'export', damaged], ['ledger', 'show', damaged],
      ['--ledger', damaged, join(root, 'in')],
    ]
    for (const argv of commands) {
      const { status, stderr } = await screen([...argv, ...EN])
      expect([status, stderr]).toEqual([2, expect.stringContaining(`the ledger ${damaged} cannot be used: `)])
    }
  })
})

describe('screen --ledger', () => {
  it('writes the report of a run without a ledger, then the counts and the head of the chain', async () => {
    const paths = (JSON.parse(first.stdout) as Report).documents.map(({ path }) => path.slice(root.length))
    expect(paths).toEqual(['/in/a.txt', '/in/b.txt', '/in/deep/b.txt'])
    expect(first.status).toBe(1)
    expect(first.stderr).toContain('3 documents, 2 screened in this run, 0 no longer exist. Head: ')
  })

  const formats = ['json', 'jsonl', 'csv', 'terminal']
  it.each(formats)('a second run screens nothing and writes the same %s', async (format) => {
    const { stdout, stderr } = await bulk('--format', format, '--key', join(root, 'key'))
    expect(stderr).toContain('3 documents, 0 screened in this run')
    const plain = await screen([...EN, '--ocr', 'off', '--format', format, '--key', join(root, 'key'),
      join(root, 'in/a.txt'), join(root, 'in/b.txt'), join(root, 'in/deep/b.txt')])
    expect(stdout).toBe(plain.stdout)
  })

  it('is refused together with --reveal', async () => {
    const { status, stderr } = await bulk('--reveal')
    expect([status, stderr]).toEqual([2, expect.stringContaining('--reveal and --ledger cannot be used together')])
  })

  it('stores no value and no sentence of a document', async () => {
    const folder = folderOf({ 'in/a.txt': '申请人李明的身份证号是11010519491231002X，住在这里。\n' })
    await screen(['--ocr', 'off', '--ledger', join(folder, 'ledger'), join(folder, 'in')], { tty: true })
    const database = new Database(join(folder, 'ledger'))
    const text = JSON.stringify(database.prepare('SELECT * FROM entry').all())
    database.close()
    expect(text).toContain('"verdict"')
    for (const secret of ['11010519491231002X', '住在这里', '申请人李明']) expect(text).not.toContain(secret)
  })

  it('says what is kept after an interruption', async () => {
    const folder = folderOf({ 'in/a.txt': CLEAR })
    const interrupt = new AbortController()
    const ownLedger = join(folder, 'ledger')
    const never = (async function* (): AsyncGenerator<Uint8Array> {
      await until(() => countEntries(ownLedger) > 0)
      interrupt.abort(new Error('interrupted'))
      await new Promise(() => undefined)
      yield Buffer.from('')
    })()
    const argv = [...EN, '--ocr', 'off', '--ledger', ownLedger, join(folder, 'in'), '-']
    const { status, stderr } = await screen(argv, { signal: interrupt.signal, stream: never })
    expect(status).toBe(130)
    expect(stderr).toMatch(/The results so far are in the ledger .* \(\d documents\)\. Run the same .*\nInterrupted\.\n$/)
  })
})

/** Entries of a ledger that a run is writing; 0 before it exists. */
function countEntries(file: string): number {
  if (!existsSync(file)) return 0
  const ledger = openLedger(file)
  const { entries } = ledger.head()
  ledger.close()
  return entries
}

describe('a ledger that something else has written to', () => {
  let folder: string
  let file: string
  const runs = (...argv: string[]): Promise<Ran> =>
    screen([...EN, '--ocr', 'off', '--jobs', '1', '--format', 'json', '--ledger', file, ...argv, join(folder, 'in')])
  const key = (): string[] => ['--key', join(folder, 'key')]
  const verdicts = ({ stdout }: Ran): string[] => (JSON.parse(stdout) as Report).documents.map(({ verdict }) => verdict)
  const forge = (sql: string): void => {
    const database = new Database(file)
    database.exec(sql)
    database.close()
  }

  beforeEach(() => {
    folder = folderOf({ 'in/a.txt': CLEAR, 'in/b.txt': BLOCK, 'key': 'k'.repeat(32), 'other': 'o'.repeat(32) })
    file = join(folder, 'ledger')
    for (const name of ['a.txt', 'b.txt']) utimesSync(join(folder, 'in', name), new Date(0), new Date(0))
  })

  it('ends a run without a key when its chain is broken', async () => {
    await runs()
    forge(CLEARED)
    expect(await runs()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('is broken') as string })
  })

  it.each([
    ['a changed screening', CLEARED, 'NOT intact'],
    ['exchanged paths', "UPDATE entry SET path = replace(replace(replace(path, 'a.txt', '?'), 'b.txt', 'a.txt'), '?', 'b.txt')", 'NOT intact'],
    ['a missing end', "DELETE FROM entry WHERE kind = 'run'", '2 documents have no valid seal'],
  ])('has no say in a run with a key: %s', async (_, sql, sentence) => {
    await runs(...key())
    forge(sql)
    const again = await runs(...key())
    expect([again.status, verdicts(again)]).toEqual([1, ['clear', 'block']])
    expect(again.stderr).toContain(sentence)
    expect(again.stderr).toContain('2 documents, 2 screened in this run')
    const third = await runs(...key())
    expect(third.stderr).toContain('2 documents, 0 screened in this run')
    expect(third.stderr).not.toContain('no valid seal')
  })

  it.each([
    ['a content that is none', "UPDATE entry SET content = '{' WHERE path LIKE '%a.txt'"],
    ['a screening without its parts', "UPDATE entry SET content = '[{}]' WHERE path LIKE '%a.txt'"],
    ['a basis that is none', "INSERT INTO basis VALUES (9, 'x'); UPDATE entry SET basis = 9 WHERE path LIKE '%a.txt'"],
  ])('is shown and exported with a warning: %s', async (_, sql) => {
    await runs()
    forge(sql)
    const exported = await screen(['ledger', 'export', '--format', 'json', ...EN, file])
    expect([exported.status, verdicts(exported)]).toEqual([0, ['incomplete', 'block']])
    expect(exported.stderr).toContain('NOT intact')
    for (const command of ['show', 'query']) {
      const { status, stderr } = await screen(['ledger', command, ...EN, file])
      expect([status, stderr]).toEqual([0, expect.stringContaining('NOT intact')])
    }
  })

  it('has no say when it was sealed with another key', async () => {
    await runs('--key', join(folder, 'other'))
    const { stderr } = await runs(...key())
    expect(stderr).toContain('2 documents have no valid seal of this key')
    expect(stderr).toContain('2 documents, 2 screened in this run')
  })
})

/** Turns the screening of the blocked document into a clear one. */
const CLEARED = `UPDATE entry SET verdict = 'clear', content = json_set(content, '$[0].verdict', 'clear', '$[0].findings',
  json('[]')) WHERE verdict = 'block'`

describe('screen ledger', () => {
  it('show summarises', async () => {
    const { status, stdout } = await screen(['ledger', 'show', ...EN, ledger])
    expect(status).toBe(0)
    expect(stdout).toMatch(/documents +3\n/)
    expect(stdout).toMatch(/sha256:[0-9a-f]{64}/)
    expect(stdout).toContain('complete · 3 documents, 2 screened, 0 gone')
  })

  it('query selects by verdict, rule and path', async () => {
    const query = async (...argv: string[]) => {
      const { status, stdout } = await screen(['ledger', 'query', ...EN, ...argv, ledger])
      return [status, ...stdout.split('\n').filter(Boolean).map((line) => line.split('\t').at(-1)!.slice(root.length))]
    }
    expect(await query()).toEqual([0, '/in/a.txt', '/in/b.txt', '/in/deep/b.txt'])
    expect(await query('--verdict', 'block')).toEqual([0, '/in/b.txt', '/in/deep/b.txt'])
    expect(await query('--verdict', 'clear', '--verdict', 'review')).toEqual([0, '/in/a.txt'])
    expect(await query('--rule', 'mark.state-secret', '--path', 'deep')).toEqual([0, '/in/deep/b.txt'])
    expect(await query('--since', '2999-01')).toEqual([1])
    expect(await query('--before', '2999-01-01')).toHaveLength(4)
  })

  it.each([
    [['query', '--verdict', 'bad'], '--verdict cannot be “bad”'],
    [['query', '--since', 'tomorrow'], '--since: “tomorrow” is not a day'],
    [['query', '--since', '2026-02-30'], '--since: “2026-02-30” is not a day'],
    [['query', '--before', '2026-13'], '--before: “2026-13” is not a day'],
    [['export', '--before', '2026-01-01T25'], '--before: “2026-01-01T25” is not a day'],
    [['export', '--format', 'html'], '--format cannot be “html”'],
  ])('%j is a usage error', async (argv, sentence) => {
    const { status, stderr } = await screen(['ledger', ...argv, ...EN, ledger])
    expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })

  it('export writes the report of the run', async () => {
    const { stdout } = await screen(['ledger', 'export', '--format', 'json', ...EN, ledger])
    // A ledger has the digest of the rules and the options, and not the files they came from.
    const { policy, ...report } = JSON.parse(first.stdout) as Report & { policy: unknown }
    expect([policy, JSON.parse(stdout)]).toEqual([expect.anything(), report])
    const output = join(root, 'out.csv')
    await screen(['ledger', 'export', '--format', 'csv', '--output', output, ...EN, ledger])
    expect(readFileSync(output, 'utf8').split('\r\n').length).toBeGreaterThan(3)
  })

  it('verify checks the chain from a given head, and the seals with their key', async () => {
    const verify = (...argv: string[]) => screen(['ledger', 'verify', ...EN, ...argv, ledger])
    const noted = await verify('--head', head(first), '--key', join(root, 'key'))
    expect(noted.status).toBe(0)
    expect(noted.stdout).toMatch(/The ledger is intact: \d+ entries, head [0-9a-f]{64}\n/)
    expect(noted.stdout).toMatch(/\n\d+ entries since the given head\nsealed with this key up to/)
    const other = await verify('--head', 'f'.repeat(64))
    expect([other.status, other.stdout]).toEqual([1, expect.stringContaining('the given head is not in the ledger')])
    const database = new Database(ledger)
    database.exec("UPDATE entry SET verdict = 'clear' WHERE id = 2")
    database.close()
    const forged = await verify()
    expect([forged.status, forged.stdout]).toEqual([1, expect.stringContaining('entry 2: this entry or the one before')])
  })

  it('a file that is missing or not a ledger is a usage error', async () => {
    for (const command of ['show', 'query', 'export', 'verify']) {
      expect((await screen(['ledger', command, ...EN, join(root, 'none')])).status).toBe(2)
      expect((await screen(['ledger', command, ...EN, join(root, 'in/a.txt')])).status).toBe(2)
    }
  })
})

describe('screen watch', () => {
  it('screens existing files, then new and changed ones, and ends with the status of all', async () => {
    const folder = folderOf({ 'in/old.txt': CLEAR })
    const interrupt = new AbortController()
    // Paths start with the folder exactly as it was given.
    const named = `${folder}/in/../in`
    const argv = ['watch', ...EN, '--ocr', 'off', '--format', 'jsonl', '--ledger', join(folder, 'l'), named]
    const running = screen(argv, {
      signal: interrupt.signal,
      onText: (text) => {
        if (text.includes('Watching')) writeFileSync(join(folder, 'in/new.txt'), CLEAR)
        else if (/new.txt".*"verdict":"clear"/.test(text)) appendFileSync(join(folder, 'in/new.txt'), BLOCK)
        else if (/new.txt".*"verdict":"block"/.test(text)) rmSync(join(folder, 'in/old.txt'))
        else if (text.includes('no longer exists')) interrupt.abort(new Error('interrupted'))
      },
    })
    const { status, stdout } = await running
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { path?: string; verdict: string })
    expect(lines.map(({ path, verdict }) => [path?.slice(named.length), verdict])).toEqual([
      ['/old.txt', 'clear'], ['/new.txt', 'clear'], ['/new.txt', 'block'], [undefined, 'block'],
    ])
    expect(status).toBe(1)
    const { stdout: shown } = await screen(['ledger', 'query', ...EN, '--history', join(folder, 'l')])
    expect(shown.split('\n').filter((line) => line.includes('gone'))).toHaveLength(1)
  })
})
