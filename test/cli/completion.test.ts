import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES } from '../../src/cli/command-line/commands.js'
import { parseFlags, optionsOf } from '../../src/cli/command-line/options.js'
import { folderOf, screen } from './command.js'

/** What a shell offers to complete the line with, in a folder with a document. */
type Offer = (line: string) => Promise<string[]>

async function script(shell: string): Promise<{ readonly folder: string; readonly file: string }> {
  const { status, stdout } = await screen(['completion', shell, '--lang', 'en'])
  expect(status).toBe(0)
  const folder = folderOf({ [`completion.${shell}`]: stdout, '年度 报告.docx': '' })
  mkdirSync(`${folder}/home`)
  return { folder, file: `completion.${shell}` }
}

function run(program: string, args: readonly string[], cwd: string): string[] {
  const env = { PATH: process.env.PATH, HOME: `${cwd}/home`, LC_ALL: 'C.UTF-8', TERM: 'dumb' }
  return execFileSync(program, args, { cwd, env, encoding: 'utf8' }).split('\n').filter((line) => line !== '')
}

const bash: Offer = async (line) => {
  const { folder, file } = await script('bash')
  const words = line.split(' ')
  const program = `source ./${file}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _secrecy_screen; printf '%s\\n' "\${COMPREPLY[@]}"`
  return run('bash', ['--norc', '-c', program], folder)
}

const fish: Offer = async (line) => {
  const { folder, file } = await script('fish')
  return run('fish', ['--no-config', '-c', `source ./${file}; complete -C '${line}'`], folder).map((offer) => offer.split('\t')[0]!)
}

/**
 * zsh completes only on a terminal, so the test opens a pseudo-terminal and records what the completion system adds. It
 * sends keys only once the line editor is reading: before that, the terminal itself would handle the second one.
 */
const zsh: Offer = async (line) => {
  const { folder, file } = await script('zsh')
  const program = `
    zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z 'autoload -U compinit; compinit -D -u; source ./${file}; PS1=; zstyle ":completion:*" list-grouped false; zstyle ":completion:*" verbose no'
    zpty -w z 'compadd() { [[ \${@[1,(i)(-|--)]} == *-(O|A|D)* ]] && { builtin compadd "$@"; return }; builtin compadd -A found "$@"; print -l -- "<"\${^found}">" >> offers; builtin compadd "$@" }'
    zpty -w z 'zle-line-init() { print ready > ready }; zle -N zle-line-init'
    until [[ -e ready ]]; do zpty -r -t z > /dev/null; done
    zpty -n -w z '${line}'$'\\t'
    zpty -n -w z $'\\x15print done > done\\n'
    until [[ -e done ]]; do zpty -r -t z > /dev/null; done
    cat offers`
  return run('zsh', ['-f', '-c', program], folder).map((offer) => offer.replace(/^<|>$/g, ''))
}

describe.each([['bash', bash], ['fish', fish], ['zsh', zsh]] as const)('the completions of %s', (_, offer) => {
  it('offer the commands, and the second words of a group', async () => {
    const firsts = [...new Set(COMMAND_NAMES.filter((name) => name !== 'screen').map((name) => name.split(' ')[0]!))]
    expect(await offer('secrecy-screen ')).toEqual(expect.arrayContaining(firsts))
    const verbs = COMMAND_NAMES.filter((name) => name.startsWith('lexicon ')).map((name) => name.split(' ')[1]!)
    expect((await offer('secrecy-screen lexicon ')).sort()).toEqual(verbs.sort())
  })

  it('offer the options of the command on the line, and no others', async () => {
    const flags = (name: Parameters<typeof optionsOf>[0]) => optionsOf(name).map((spec) => parseFlags(spec).long)
    expect((await offer('secrecy-screen --')).sort()).toEqual([...flags('screen'), '--help', '--version'].sort())
    expect((await offer('secrecy-screen lexicon import --')).sort()).toEqual([...flags('lexicon import'), '--help'].sort())
    expect((await offer('secrecy-screen waive --')).sort()).toEqual([...flags('waive'), '--help'].sort())
  })

  it('offer the values of an option', async () => {
    expect((await offer('secrecy-screen --fail-on ')).sort()).toEqual(['block', 'note', 'review'])
    expect((await offer('secrecy-screen explain --format ')).sort()).toEqual(['json', 'terminal'])
    expect((await offer('secrecy-screen completion ')).sort()).toEqual(['bash', 'fish', 'zsh'])
  })

  it('offer documents, also with spaces in their names', async () => {
    expect((await offer('secrecy-screen 年')).map((name) => name.replace(/\\/g, ''))).toEqual(['年度 报告.docx'])
  })
})

it('an unsupported shell is refused', async () => {
  expect(await screen(['completion', 'tcsh'])).toMatchObject({ status: 2, stderr: expect.stringContaining('tcsh') as string })
})
