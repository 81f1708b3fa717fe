import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { prepareLexicons } from './scripts/lexicon/prepare-lexicons.js'

const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { optionalDependencies: object }

export default defineConfig({
  entry: { index: 'src/index.ts', report: 'src/report/index.ts', cli: 'src/cli/main.ts', worker: 'src/bulk/pool/worker.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  clean: true,
  dts: { entry: { index: 'src/index.ts', report: 'src/report/index.ts' } },
  sourcemap: true,
  onSuccess: async () => writeFile('dist/lexicons.json', JSON.stringify(await prepareLexicons())),
  // tsup leaves `dependencies` out of the bundle, but not optional ones.
  external: Object.keys(optionalDependencies).map((name) => new RegExp(`^${name}(/|$)`)),
})
