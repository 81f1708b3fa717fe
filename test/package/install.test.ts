import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
}
const work = mkdtempSync(join(tmpdir(), 'installed-'))
const consumer = join(work, 'consumer')
const installed = join(consumer, 'node_modules/secrecy-screen')
let packed: { readonly stdout: string; readonly tarball: string }

beforeAll(() => {
  const checkout = copyCheckout()
  const stdout = execFileSync('npm', ['pack', '--pack-destination', work], { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  packed = { stdout, tarball: join(work, readdirSync(work).find((name) => name.endsWith('.tgz'))!) }
  write('package.json', JSON.stringify({ name: 'consumer', version: '1.0.0', private: true, type: 'module' }))
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', packed.tarball]
  // nodejieba is compiled without optimisation, in two thirds of the time.
  execFileSync('npm', install, { cwd: consumer, stdio: 'ignore', env: { ...process.env, CXXFLAGS: '-O0' } })
}, 600_000)

describe('npm pack', () => {
  // pre-commit takes all that `npm pack` prints for the name of the file.
  it('prints the name of the tarball on standard output and nothing else', () => {
    expect(packed.stdout).toBe(`secrecy-screen-${manifest.version}.tgz\n`)
  })

  it('packs the program, its data and its documentation, and no sources', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md', 'LICENSE', 'README.md', 'README.zh-CN.md', 'bin', 'data', 'dist', 'docs', 'lexicons', 'man',
      'npm-shrinkwrap.json', 'package.json', 'scripts',
    ])
    expect(readdirSync(join(installed, 'scripts'))).toEqual(['prepare.js'])
    expect(readdirSync(join(installed, 'docs'))).toEqual(expect.arrayContaining(['install.md', 'report.schema.json']))
  })

  it('carries source maps, and no code of other packages', () => {
    const dist = join(installed, 'dist')
    const files = readdirSync(dist)
    for (const file of files.filter((name) => name.endsWith('.js'))) expect(files).toContain(`${file}.map`)
    const sources = files.filter((name) => name.endsWith('.map'))
      .flatMap((name) => (JSON.parse(readFileSync(join(dist, name), 'utf8')) as { sources: string[] }).sources)
    expect(sources).toContain('../src/screen.ts')
    expect(sources.filter((source) => source.includes('node_modules'))).toEqual([])
  })
})

describe('the installed package', () => {
  const use = `
    const verdicts = async () => {
      const screener = await createScreener()
      const { verdict } = await screener.screen('机密★5年', { name: 'a.txt' })
      console.log(verdict, ...createMatcher(['机密']).scan('★机密'))
    }
    void verdicts()
  `

  it.each([
    ['import', 'use.js', `import { createMatcher, createScreener } from 'secrecy-screen'\n${use}`],
    ['require', 'use.cjs', `const { createMatcher, createScreener } = require('secrecy-screen')\n${use}`],
  ])('loads by %s', (_, file, source) => {
    expect(run('node', [write(file, source)])).toEqual({ status: 0, stdout: 'block 0 1 3\n', stderr: '' })
  })

  it.each(['screen', 'secrecy-screen'])('starts as %s', (bin) => {
    expect(run(join(consumer, 'node_modules/.bin', bin), ['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' })
  })

  it('reads pictures', () => {
    const scan = join(installed, 'data/samples/scan.png')
    const { status, stdout } = run(join(consumer, 'node_modules/.bin/secrecy-screen'), ['--format', 'json', scan])
    const { documents } = JSON.parse(stdout) as { documents: { gaps: unknown[]; findings: { match: string }[] }[] }
    expect([status, documents[0]!.gaps, documents[0]!.findings[0]!.match]).toEqual([1, [], '机密★20年'])
  })

  const typed = `
    import { createScreener, type Screening, type Verdict } from 'secrecy-screen'
    export async function verdict(text: string): Promise<Verdict> {
      const screening: Screening = await (await createScreener()).screen(text, { name: 'a.txt' })
      return screening.verdict
    }
    // @ts-expect-error A text is no list of terms.
    void createScreener({ lexicons: 5 })
  `

  it.each([
    ['node16', ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16, ['typed.ts']],
    ['nodenext', ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext, ['typed.ts', 'typed.cts']],
    ['bundler', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler, ['typed.ts']],
  ])('has types for moduleResolution %s', (_, module, moduleResolution, files) => {
    const options: ts.CompilerOptions = {
      module, moduleResolution, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], strict: true,
      noEmit: true, types: [], skipDefaultLibCheck: true,
    }
    const program = ts.createProgram(files.map((file) => write(file, typed)), options)
    expect(ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), formatHost)).toBe('')
  })
})

describe('prepare', () => {
  it('builds where nothing is built yet, and keeps standard output clean', () => {
    expect(prepare('unbuilt', ['node_modules/tsup'])).toEqual({ status: 0, stdout: '', stderr: expect.stringContaining('is built') as string })
  })

  it('leaves what is built as it is, so that a packed package installs without its development dependencies', () => {
    expect(prepare('built', ['dist/cli.js'])).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('names what is missing where it cannot build', () => {
    expect(prepare('bare', [])).toEqual({ status: 0, stdout: '', stderr: 'secrecy-screen was not built: its development dependencies are not installed.\n' })
  })
})

/** A copy of the built checkout, whose build is replaced by one that prints a line: other tests run the one in dist/. */
function copyCheckout(): string {
  const folder = join(work, 'checkout')
  for (const name of readdirSync(root).filter((entry) => !/^(\.git|bench|corpus|node_modules|src|test|.*\.tgz)$/.test(entry))) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  write(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts: { ...manifest.scripts, build: 'echo is built' } }))
  return folder
}

/** Runs scripts/prepare.js in a package that has the named files, and a build that only says so. */
function prepare(name: string, files: readonly string[]): Ran {
  const folder = join(work, name)
  const manifest = JSON.stringify({ name, type: 'module', scripts: { build: 'echo is built' } })
  for (const file of [...files, 'package.json']) write(join(folder, file), manifest)
  cpSync(join(root, 'scripts/prepare.js'), join(folder, 'scripts/prepare.js'))
  return run('node', ['scripts/prepare.js'], folder)
}

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(program: string, args: readonly string[], cwd = consumer): Ran {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Writes a file of the consumer, whole path returned. */
function write(name: string, content: string): string {
  const path = resolve(consumer, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

const formatHost: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => consumer, getCanonicalFileName: (name) => name, getNewLine: () => '\n',
}
