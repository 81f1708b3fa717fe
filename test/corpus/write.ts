// Writes the folders of corpus/ from the case tables: `npm run corpus`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cases } from './cases/index.js'
import { CORPUS } from './read-corpus.js'

for (const entry of readdirSync(CORPUS, { withFileTypes: true })) {
  if (entry.isDirectory()) rmSync(join(CORPUS, entry.name), { recursive: true })
}
for (const { folder, file, bytes, expected } of cases) {
  mkdirSync(join(CORPUS, folder))
  writeFileSync(join(CORPUS, folder, file), bytes)
  writeFileSync(join(CORPUS, folder, 'expected.json'), `${JSON.stringify(expected, undefined, 2)}\n`)
}
process.stdout.write(`${cases.length} cases\n`)
