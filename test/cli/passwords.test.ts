import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.js'
import { pack } from '../builders/seven-zip.js'
import { folderOf, screen, type Ran } from './command.js'

const PASSWORD = 'Kq7-open-92xv'
const EN = ['--lang', 'en', '--ocr', 'off', '--format', 'json']
let folder: string

const verdictOf = ({ stdout }: Ran): string => (JSON.parse(stdout) as Report).documents[0]!.verdict

/** All files below a folder as one text, byte by byte and as UTF-16. */
function everythingIn(path: string): string {
  return readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    return bytes.toString('utf8') + bytes.toString('utf16le')
  }).join('\n')
}

beforeAll(async () => {
  folder = folderOf({ 'passwords.txt': `wrong\r\n\r\n${PASSWORD}\r\n`, 'wrong.txt': 'wrong\n', 'out/x': '' })
  const archive = await pack('zip', { 'a.txt': '机密★20年\n' }, { password: PASSWORD, method: 'AES256' })
  writeFileSync(join(folder, 'a.zip'), archive)
})

const kept = (...argv: string[]): Promise<Ran> => screen([...EN,
  '--ledger', join(folder, 'out/ledger'), '--record', join(folder, 'out/records'), ...argv, join(folder, 'a.zip')])

describe('screen --password-file', () => {
  it('reads what it opens, also where a ledger has the document as encrypted, and keeps the password nowhere', async () => {
    const runs = [await kept()]
    expect(verdictOf(runs[0]!)).toBe('incomplete')
    runs.push(await kept('--password-file', join(folder, 'wrong.txt')))
    expect(runs[1]!.stdout).toContain('"wrong-password"')
    runs.push(await kept('--password-file', join(folder, 'passwords.txt')))
    expect(verdictOf(runs[2]!)).toBe('block')
    runs.push(await kept('--password-file', join(folder, 'passwords.txt')))
    expect(runs[3]!.stderr).toContain('1 documents, 0 screened in this run')
    runs.push(await screen(['--ocr', 'off', '--reveal', '--password-file', join(folder, 'passwords.txt'), join(folder, 'a.zip')]))
    const written = runs.map(({ stdout, stderr }) => stdout + stderr).join('\n') + everythingIn(join(folder, 'out'))
    expect(written).not.toContain(PASSWORD)
    expect(written).not.toContain(JSON.stringify(PASSWORD).slice(1, -1))
  })

  it('of no regular file, or with too many lines, ends with status 2 and quotes nothing', async () => {
    writeFileSync(join(folder, 'many.txt'), `${PASSWORD}\n`.repeat(101))
    writeFileSync(join(folder, 'none.txt'), '\n\n')
    for (const file of ['out', 'missing', 'many.txt', 'none.txt']) {
      const { status, stdout, stderr } = await screen([...EN, '--password-file', join(folder, file), join(folder, 'a.zip')])
      expect([file, status, stdout]).toEqual([file, 2, ''])
      expect(stderr).toContain(`the password file ${join(folder, file)} `)
      expect(stderr).not.toContain(PASSWORD)
    }
  })
})

describe('screen --ask-password', () => {
  it('takes what is typed', async () => {
    expect(verdictOf(await screen([...EN, '--ask-password', join(folder, 'a.zip')], { typed: PASSWORD }))).toBe('block')
  })

  it('needs a terminal', async () => {
    const { status, stderr } = await screen([...EN, '--ask-password', join(folder, 'a.zip')])
    expect([status, stderr]).toEqual([2, expect.stringContaining('--ask-password needs a terminal')])
  })
})
