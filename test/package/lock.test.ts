import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

interface LockedPackage {
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

// npm removes an optional package, without a word, when its install script fails. onnxruntime-node has one from 1.18 on:
// it downloads libraries for graphics cards, and OCR would be missing wherever that download is not possible.
it('OCR needs no install script: only packages that it works without have one', () => {
  const scripted = Object.entries(lock.packages).filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
  expect(scripted.map(([path]) => path)).toEqual(['node_modules/msgpackr-extract', 'node_modules/nodejieba'])
})
