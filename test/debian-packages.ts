import { spawnSync } from 'node:child_process'

/** The programs that tests start, and the Debian packages they come in. */
const PROGRAMS = [
  { program: 'redis-server', name: 'redis-server' },
  { program: 'chromium', name: 'chromium' },
  { program: 'zsh', name: 'zsh' },
  { program: 'fish', name: 'fish' },
] as const

/**
 * Installs the missing programs before any test runs, and prints their names. No test is left out for want of one. Where
 * all of them are there, nothing is started but the shell that looks for them.
 */
export function setup(): void {
  const missing = PROGRAMS.filter(({ program }) => !isThere(program)).map(({ name }) => name)
  if (missing.length === 0) return
  const apt = [...(process.getuid?.() === 0 ? [] : ['sudo', '-n']), 'apt-get', '-o', 'DPkg::Lock::Timeout=300']
  process.stderr.write(`Installing what the tests start: ${apt.join(' ')} install ${missing.join(' ')}\n`)
  run([...apt, 'update', '-q'])
  run([...apt, 'install', '-q', '-y', '--no-install-recommends', ...missing])
  const lacking = PROGRAMS.filter(({ program }) => !isThere(program)).map(({ name }) => name)
  if (lacking.length > 0) throw new Error(`the tests start programs that are not here: apt-get install ${lacking.join(' ')}`)
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

function run([program = '', ...args]: readonly string[]): void {
  spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    // The service that comes with a server is not wanted: tests start their own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
}
