import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const work = mkdtempSync(join(tmpdir(), 'bundled-'))
const cache = join(work, 'npm-cache')
/** nodejieba is compiled without optimisation, in two thirds of the time. */
const env = { ...process.env, npm_config_cache: cache, CXXFLAGS: '-O0' }
const marked = join(work, '通知.docx')
let bundle: string

/** Runs a program in a network namespace of its own, in which no interface is up, not even the loopback. */
function offline(program: string, args: readonly string[], cwd = work): { readonly status: number | null; readonly output: string } {
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user']
  const { status, stdout, stderr } = spawnSync('unshare', [...user, '--net', program, ...args], {
    cwd, encoding: 'utf8', env,
  })
  return { status, output: stdout + stderr }
}

beforeAll(() => {
  cpSync(join(root, 'data/samples/letter.docx'), marked)
  const script = ['--import', 'tsx', 'scripts/bundle/bundle.ts', '--output', work, '--level', '1']
  const archive = execFileSync('node', script, { cwd: root, encoding: 'utf8', env }).trim()
  execFileSync('tar', ['-xzf', archive, '-C', work])
  bundle = archive.replace(/\.tar\.gz$/, '')
}, 600_000)

describe('the bundle', () => {
  it('runs where there is no network at all, pictures and all', () => {
    expect(offline('ip', ['-o', 'link', 'show', 'up']).output).toBe('')
    const doctor = offline(join(bundle, 'screen'), ['doctor', '--lang', 'en'])
    expect(doctor).toMatchObject({ status: 0, output: expect.not.stringContaining('✗') as string })
    expect(offline(join(bundle, 'screen'), ['--format', 'json', marked])).toMatchObject({ status: 1, output: expect.stringContaining('"机密★20年"') as string })
  })

  it('carries checksums of every file', () => {
    expect(spawnSync('sha256sum', ['-c', '--quiet', '--strict', 'SHA256SUMS'], { cwd: bundle, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' })
    const listed = readFileSync(join(bundle, 'SHA256SUMS'), 'utf8').trimEnd().split('\n').map((line) => line.slice(66))
    const files = readdirSync(bundle, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
    expect(listed.length).toBe(files.length - 1)
  })

  it('names each package it carries in an SBOM that its schema allows', async () => {
    const text = readFileSync(join(bundle, 'sbom.cdx.json'), 'utf8')
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(text)).toBeNull()
    const { components } = JSON.parse(text) as { components: { name: string; version: string }[] }
    expect([...new Set(components.map(({ name, version }) => `${name}@${version}`))].sort()).toEqual([...packagesIn(join(bundle, 'node_modules'))].sort())
    expect(components.map(({ name }) => name)).not.toContain('vitest')
  })

  it('says what it needs where Node is missing', () => {
    expect(spawnSync(join(bundle, 'screen'), [], { env: { PATH: process.env.PATH, NODE: 'no-such-node' }, encoding: 'utf8' }))
      .toMatchObject({ status: 2, stderr: expect.stringContaining('Node.js 20.19') as string })
  })
})

it('the package installs and runs offline once its dependencies\' tarballs are in a cache beside it', () => {
  const packing = ['pack', bundle, '--json', '--ignore-scripts', '--pack-destination', work]
  const [packed] = JSON.parse(execFileSync('npm', packing, { cwd: work, encoding: 'utf8' })) as { filename: string }[]
  execFileSync('tar', ['-xzf', join(work, packed!.filename), '-C', work])
  const home = join(work, 'package')
  const install = offline('npm', ['ci', '--omit=dev', '--offline', '--no-audit', '--no-fund'], home)
  expect(install.status, install.output).toBe(0)
  expect(existsSync(join(home, 'node_modules/vitest'))).toBe(false)
  expect(offline('node', [join(home, 'bin/screen.js'), marked]).status).toBe(1)
}, 300_000)

/** `name@version` of every package below, nested ones too. */
function packagesIn(folder: string): Set<string> {
  const found = new Set<string>()
  const entries = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
  for (const name of entries.flatMap((entry) => (entry.startsWith('@') ? readdirSync(join(folder, entry)).map((one) => `${entry}/${one}`) : [entry]))) {
    const { version } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as { version: string }
    found.add(`${name}@${version}`)
    for (const nested of packagesIn(join(folder, name, 'node_modules'))) found.add(nested)
  }
  return found
}
