import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES } from '../../src/cli/command-line/commands.js'
import { optionsOf } from '../../src/cli/command-line/options.js'
import { width } from '../../src/report/text/index.js'
import { screen } from './command.js'

const root = resolve(import.meta.dirname, '../..')

describe.each(['zh-CN', 'en'])('the help in %s', (language) => {
  it('lists every option with its choices, every command and exit status, and examples, within 100 columns', async () => {
    const { status, stdout } = await screen(['--help', '--lang', language])
    expect(status).toBe(0)
    for (const { flags, ...spec } of optionsOf('screen')) {
      expect(stdout).toContain(`  ${flags} `)
      if (spec.choices) expect(stdout.replace(/\n +/g, ' ')).toContain(spec.choices.join(', '))
    }
    for (const code of [0, 1, 2, 3, 4, 130]) expect(stdout).toMatch(new RegExp(`^  ${code} `, 'm'))
    for (const command of COMMAND_NAMES) expect(stdout).toContain(command === 'screen' ? 'screen report.docx' : `screen ${command}`)
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([])
  })

  it('is in one language', async () => {
    const { stdout } = await screen(['--help', '--lang', language])
    expect(stdout).toMatch(language === 'en' ? /^Usage:/ : /^用法：/)
    expect(stdout).not.toMatch(language === 'en' ? /选项/ : /Options:|Usage:|Arguments:|\(default|\(choices/)
  })

  it('lists the lexicon commands when none is named', async () => {
    for (const argv of [['lexicon'], ['lexicon', '--help']]) {
      const { status, stdout } = await screen(argv, { env: { LANG: language === 'en' ? 'en' : 'zh_CN' } })
      expect([status, stdout]).toEqual([0, expect.stringContaining('screen lexicon check [file...]')])
    }
  })

  it.each(COMMAND_NAMES.filter((name) => name !== 'screen'))('exists for %s, with its options', async (command) => {
    const { status, stdout } = await screen([...command.split(' '), '--help', '--lang', language])
    expect([status, stdout]).toEqual([0, expect.stringContaining(`screen ${command} [options]`)])
    for (const { flags } of optionsOf(command)) expect(stdout).toContain(`  ${flags} `)
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([])
  })
})

it('help shows the help of the program, of a group and of a command', async () => {
  for (const words of [[], ['lexicon'], ['lexicon', 'check'], ['git']]) {
    expect(await screen(['help', ...words])).toEqual(await screen([...words, '--help']))
  }
})

it.each([
  ['chekc', 'screen lexicon check'], ['exlpain', 'screen explain'], ['doktor', 'screen doctor'], ['verfy', 'screen verify'],
])('a missing file %s makes it ask for %s', async (word, command) => {
  expect((await screen([word])).stderr).toContain(command)
})

it.each(['nofile.docx', 'documents', 'no', 'report'])('a missing file %s is taken for no command', async (word) => {
  expect((await screen([word])).stderr).toBe('')
})

it('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  for (const option of ['--version', '-v']) expect(await screen([option])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
})
