import { spawnSync } from 'node:child_process'

/**
 * What tests start or need, and the Debian packages it comes in. Without a Chinese font, Chromium prints pages whose
 * text cannot be read.
 */
const NEEDED = [
  { has: 'command -v redis-server', name: 'redis-server' },
  { has: 'command -v chromium', name: 'chromium' },
  { has: 'test -e /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc', name: 'fonts-wqy-zenhei' },
  { has: 'command -v zsh', name: 'zsh' },
  { has: 'command -v fish', name: 'fish' },
] as const

/**
 * Installs what is missing before any test runs, and prints their names. No test is left out for want of one. Where
 * all of them are there, nothing is started but the shell that looks for them.
 */
export function setup(): void {
  const missing = NEEDED.filter(({ has }) => !isThere(has)).map(({ name }) => name)
  if (missing.length === 0) return
  const apt = [...(process.getuid?.() === 0 ? [] : ['sudo', '-n']), 'apt-get', '-o', 'DPkg::Lock::Timeout=300']
  process.stderr.write(`Installing what the tests need: ${apt.join(' ')} install ${missing.join(' ')}\n`)
  run([...apt, 'update', '-q'])
  run([...apt, 'install', '-q', '-y', '--no-install-recommends', ...missing])
  const lacking = NEEDED.filter(({ has }) => !isThere(has)).map(({ name }) => name)
  if (lacking.length > 0) throw new Error(`the tests need packages that are not here: apt-get install ${lacking.join(' ')}`)
}

/** @param has a shell command that succeeds where the package is installed */
function isThere(has: string): boolean {
  return spawnSync('sh', ['-c', has]).status === 0
}

function run([program = '', ...args]: readonly string[]): void {
  spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    // The service that comes with a server is not wanted: tests start their own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
}
