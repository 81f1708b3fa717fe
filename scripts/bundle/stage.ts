import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './manifest.js'

/**
 * Puts what `npm pack` packs into a folder, with the lock as its shrinkwrap, and beside it the production dependencies.
 */
export function stage(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const output = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT)
  const [packed] = JSON.parse(output) as { filename: string }[]
  const tarball = join(folder, packed!.filename)
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'])
  rmSync(tarball)
  copyFileSync(join(ROOT, 'package-lock.json'), join(folder, SHRINKWRAP))
  copyFileSync(join(ROOT, '.npmrc'), join(folder, '.npmrc'))
  withoutDevelopment(folder)
  npm(['ci', '--omit=dev', '--no-bin-links', '--no-audit', '--no-fund'], folder)
}

/** Takes what is only for development out of the package and its shrinkwrap: npm would miss it. */
function withoutDevelopment(folder: string): void {
  rewrite(join(folder, 'package.json'), (manifest) => delete manifest.devDependencies)
  rewrite(join(folder, SHRINKWRAP), (lock) => {
    const packages = lock.packages as Record<string, { dev?: boolean; devDependencies?: unknown }>
    delete packages['']!.devDependencies
    lock.packages = Object.fromEntries(Object.entries(packages).filter(([, { dev }]) => !dev))
  })
}

function rewrite(file: string, change: (json: Record<string, unknown>) => void): void {
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  change(json)
  writeFileSync(file, `${JSON.stringify(json, undefined, 2)}\n`)
}

/** The lock as a package carries it: what depends on the package gets the same versions. */
export const SHRINKWRAP = 'npm-shrinkwrap.json'

/** What npm says on its output. @throws what a failed child process throws */
export function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', args, {
    cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024,
  })
}
