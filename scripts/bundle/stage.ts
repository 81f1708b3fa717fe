import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './manifest.js'

/** Puts what `npm pack` packs into a folder, with the lock as its shrinkwrap, and beside it the production dependencies. */
export function stage(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT)) as { filename: string }[]
  const tarball = join(folder, packed!.filename)
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  rmSync(tarball)
  copyFileSync(join(ROOT, 'package-lock.json'), join(folder, SHRINKWRAP))
  copyFileSync(join(ROOT, '.npmrc'), join(folder, '.npmrc'))
  npm(['ci', '--omit=dev', '--no-bin-links', '--no-audit', '--no-fund'], folder)
}

/** The lock as a package carries it: what depends on the package gets the same versions. */
export const SHRINKWRAP = 'npm-shrinkwrap.json'

/** What npm says on its output. @throws what a failed child process throws */
export function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 })
}
