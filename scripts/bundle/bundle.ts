// `npm run bundle [-- --output DIR] [--level 1-9]`: one archive with the program, its production dependencies, lexicons,
// OCR models, checksums and an SBOM, that unpacks and runs with nothing but Node, on a machine without a network.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pack } from './archive.js'
import { writeChecksums } from './checksums.js'
import { writeLauncher } from './launcher.js'
import { manifest } from './manifest.js'
import { prune } from './prune.js'
import { writeSbom } from './sbom.js'
import { stage } from './stage.js'

const { values } = parseArgs({
  options: { output: { type: 'string', default: 'bundle' }, level: { type: 'string', default: '6' } },
})
if (!/^[1-9]$/.test(values.level)) throw new Error(`--level ${values.level}: give a level of gzip, 1 to 9`)
const output = resolve(values.output)
const { name, version } = manifest()
const title = `${name}-${version}-${process.platform}-${process.arch}`
const work = mkdtempSync(join(tmpdir(), 'bundle-'))
try {
  const folder = join(work, title)
  stage(folder)
  writeSbom(folder)
  prune(folder)
  writeLauncher(folder)
  writeChecksums(folder)
  mkdirSync(output, { recursive: true })
  process.stdout.write(`${pack(folder, join(output, `${title}.tar.gz`), values.level)}\n`)
} finally {
  rmSync(work, { recursive: true })
}
