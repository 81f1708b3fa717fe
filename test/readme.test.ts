import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES } from '../src/cli/command-line/commands.js'

const root = resolve(import.meta.dirname, '..')
/** The fenced blocks of one language, in order. */
function blocks(readme: string, language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]!)
}

/** The names that an example imports. */
function importedBy(example: string): string {
  return [...example.matchAll(/import \{ ([^}]+) \}/g)].map((match) => match[1]!).join(', ')
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const readme = readFileSync(resolve(root, name), 'utf8')

  it('begins with a command that runs and finds what it shows', () => {
    const command = blocks(readme, 'sh')[0]!.trim().split(' && ').at(-1)!.split(' ')
    const { stdout, status } = spawnSync(process.execPath, command.slice(1), { cwd: root, encoding: 'utf8' })
    expect(status).toBe(1)
    for (const shown of blocks(readme, 'text').slice(0, 1)) expect(stdout).toContain(shown.trimEnd())
  })

  it.each(blocks(readme, 'ts').map((example) => [importedBy(example), example]))(
    'has a library example of %s that runs, prints what its comments say and ends',
    (_, example) => {
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', example], { cwd: root, encoding: 'utf8' })
      expect(stderr).toBe('')
      const comments = [...example.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map((match) => match[1]!)
      expect(comments.length).toBeGreaterThan(0)
      // An array may be printed on several lines.
      const printed = stdout.trim().replace(/\n\s+|\n(?=\])/g, ' ').split('\n')
      expect(printed).toEqual(comments.map((comment) => comment.replace(/\]: .*/, ']')))
    },
  )

  it('has library examples of a screener, a pool, the reports and a matcher', () => {
    const examples = blocks(readme, 'ts').join('')
    const shown = ['createScreener', 'createPool', 'screenPaths', 'secrecy-screen/report', 'describe', 'renderHtml', 'createMatcher']
    for (const name of shown) expect(examples).toContain(name)
  })

  it('names only files that are there', () => {
    const named = [...readme.matchAll(/`((?:docs|lexicons|corpus)\/[\w./-]+|[A-Z]+\.md)`|\]\(([\w./-]+)\)|src="([\w./-]+)"/g)]
    const paths = named.map(([, ...one]) => one.find(Boolean)!)
    expect(paths.length).toBeGreaterThan(5)
    for (const path of paths) expect(() => readFileSync(resolve(root, path)), path).not.toThrow()
  })

  it('names only commands there are', () => {
    const named = [...readme.matchAll(/`(?:secrecy-)?screen ([a-z]+)(?=[ `])/g)].map((match) => match[1]!)
    expect(named.length).toBeGreaterThan(5)
    const firsts = COMMAND_NAMES.map((command) => command.split(' ')[0])
    expect(named.filter((word) => !firsts.includes(word))).toEqual([])
  })
})
