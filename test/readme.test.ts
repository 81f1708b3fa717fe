import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const readme = readFileSync(resolve(root, 'README.md'), 'utf8')

/** The fenced blocks of one language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]!)
}

describe('the README', () => {
  it('shows what its first command prints', () => {
    const command = blocks('sh')[0]!.trim().split(' && ').at(-1)!.split(' ')
    const { stdout, status } = spawnSync(process.execPath, command.slice(1), { cwd: root, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stdout).toContain(blocks('text')[0]!.trimEnd())
  })

  it('has a library example that runs and prints what its comments say', () => {
    const [example] = blocks('ts')
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', example!], { cwd: root, encoding: 'utf8' })
    expect(stderr).toBe('')
    const comments = [...example!.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map((match) => match[1]!)
    const printed = stdout.trim().replace(/\s+/g, ' ').replaceAll('] [', ']\n[').split(/\n| (?=\[)/)
    expect(printed).toEqual(comments.map((comment) => comment.split(':')[0]))
  })

  it('names only files that are there', () => {
    const paths = [...readme.matchAll(/`((?:docs|lexicons|corpus)\/[\w./-]+|[A-Z]+\.md)`/g)].map((match) => match[1]!)
    for (const path of paths) expect(() => readFileSync(resolve(root, path)), path).not.toThrow()
  })
})
