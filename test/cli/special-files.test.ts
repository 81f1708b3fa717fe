import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLEAR, folderOf, screen } from './command.js'

const hash = createHash('sha256').update(CLEAR).digest('hex')
const recordName = `${hash}-${'0'.repeat(16)}.json`
const folder = folderOf({ 'a.txt': CLEAR, 'records/x': '', 'chained/x': '', 'l.yaml': '', 'j.db': '' })
const at = (name: string): string => join(folder, name)
for (const name of ['pipe', 'pipe.txt', 'pipe.db', 'j.db-journal', 'w.db-wal', 'l.yaml.sig', `records/${recordName}`, 'chained/chain.jsonl']) {
  execFileSync('mkfifo', [at(name)])
}

describe('a pipe or a device in place of a file', () => {
  it.each<[string, readonly string[]]>([
    ['verify', ['verify', at('pipe'), '--record', at('records')]],
    ['verify', ['verify', '/dev/zero', '--record', at('records')]],
    ['the chain of records', ['verify', at('a.txt'), '--record', at('chained')]],
    ['the chain that is added to', ['--record', at('chained'), at('a.txt')]],
    ['explain', ['explain', 'credential.password', at('pipe')]],
    ['explain', ['explain', 'credential.password', '/dev/zero']],
    ['read', ['read', at('pipe')]],
    ['read', ['read', '/dev/zero']],
    ['passwords', ['--password-file', at('pipe'), at('a.txt')]],
    ['lexicon import', ['lexicon', 'import', at('pipe.txt')]],
    ['a ledger', ['--ledger', at('pipe.db'), at('a.txt')]],
    ['a ledger', ['--ledger', '/dev/zero', at('a.txt')]],
    ['the journal of a ledger', ['--ledger', at('j.db'), at('a.txt')]],
    ['the log of a ledger', ['--ledger', at('w.db'), at('a.txt')]],
    ['a ledger that is read', ['ledger', 'export', at('pipe.db')]],
    ['the report', ['--output', at('pipe'), at('a.txt')]],
    ['waivers', ['--waivers', at('pipe'), at('a.txt')]],
    ['a key', ['--key', at('pipe'), at('a.txt')]],
    ['a lexicon', ['--lexicon', at('pipe'), at('a.txt')]],
    ['a configuration', ['--config', at('pipe'), at('a.txt')]],
    ['a signing key', ['--require-signed', '/dev/zero', at('a.txt')]],
    ['a template', ['form', at('a.txt'), '--template', at('pipe'), '-o', at('form.docx')]],
    ['a certificate of the queue', ['collect', '--ledger', at('c.db'), '--queue', `rediss://127.0.0.1:1/0?ca=${at('pipe')}`]],
  ])('as %s ends the command with an error and does not block it', async (_, argv) => {
    expect((await screen(argv)).status).toBe(2)
  })

  it('as a record is a damaged record', async () => {
    const { status, stdout } = await screen(['verify', at('a.txt'), '--record', at('records')])
    expect([status, stdout]).toEqual([3, expect.stringContaining(recordName)])
  })

  it('as the report is written to when something reads it', async () => {
    execFileSync('mkfifo', [at('read')])
    const reader = spawn('cat', [at('read')])
    const chunks: string[] = []
    reader.stdout.on('data', (chunk) => chunks.push(String(chunk)))
    // The shell would have opened the pipe before the program starts; here it is opened when the reader is there.
    const writer = spawn('sh', ['-c', 'exec 3>"$1"; echo ready; cat', 'sh', at('read')])
    await once(writer.stdout, 'data')
    expect((await screen(['--format', 'json', '-o', at('read'), at('a.txt')])).status).toBe(0)
    writer.stdin.end()
    await once(reader, 'close')
    expect(JSON.parse(chunks.join(''))).toMatchObject({ verdict: 'clear' })
  })
})
