// Writes the folders of corpus/ from the case tables, and the samples for `screen doctor`: `npm run corpus`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cases } from './cases/index.js'
import { CORPUS } from './read-corpus.js'
import { samples, SAMPLES } from './samples.js'

for (const entry of readdirSync(CORPUS, { withFileTypes: true })) {
  if (entry.isDirectory()) rmSync(join(CORPUS, entry.name), { recursive: true })
}
for (const { folder, file, bytes, expected } of cases) {
  mkdirSync(join(CORPUS, folder))
  writeFileSync(join(CORPUS, folder, file), bytes)
  writeFileSync(join(CORPUS, folder, 'expected.json'), `${JSON.stringify(expected, undefined, 2)}\n`)
}
process.stdout.write(`${cases.length} cases\n`)
mkdirSync(SAMPLES, { recursive: true })
for (const [name, bytes] of Object.entries(await samples())) writeFileSync(join(SAMPLES, name), bytes)
