import { execFileSync } from 'node:child_process'
import { basename, dirname } from 'node:path'

/**
 * Packs a folder into a tar.gz whose bytes depend on what is in it and on the level of gzip alone: names in order, one
 * owner, no times.
 */
export function pack(folder: string, file: string, level: string): string {
  const still = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0']
  const from = ['-C', dirname(folder), basename(folder)]
  execFileSync('tar', [...still, `--use-compress-program=gzip -n -${level}`, '-cf', file, ...from])
  return file
}
