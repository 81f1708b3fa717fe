import { inflateRawSync } from 'node:zlib'
import mammoth from 'mammoth'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { LIMITS } from '../../src/model/index.js'
import { read } from '../../src/read/index.js'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'
import { compile, defaultLexiconFiles, loadLexicons } from '../../src/lexicon/index.js'

/** A way to read a file; gives the number of characters it saw. It rejects what it cannot read. */
export type Way = (bytes: Uint8Array) => Promise<number> | number

const patterns = compile(await loadLexicons(await defaultLexiconFiles())).patterns.map(({ text }) => text)
const matcher = buildMatcher(patterns, { fold: foldTable(), dropSpaces: true })

/** Every part of it, each scanned for all the rules look for. */
export async function readOurs(bytes: Uint8Array): Promise<number> {
  const { parts } = await read({ path: '', bytes }, { limits: LIMITS })
  let units = 0
  for (const { text } of parts) {
    matcher.scan(text)
    units += text.length
  }
  return units
}

export async function readByMammoth(bytes: Uint8Array): Promise<number> {
  return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value.length
}

/** The entries that hold text, inflated and not looked at. */
export function inflateEntries(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let total = 0
  for (let at = file.indexOf(CENTRAL); at >= 0; at = file.indexOf(CENTRAL, at + 46)) {
    const name = file.toString('latin1', at + 46, at + 46 + file.readUInt16LE(at + 28))
    if (!/\.(xml|rels)$/i.test(name)) continue
    const local = file.readUInt32LE(at + 42)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20))
    total += file.readUInt16LE(at + 10) === 0 ? packed.length : inflateRawSync(packed).length
  }
  return total
}

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1')

/** pdf.js alone: every page's text, nothing done with it. */
export async function inPages(bytes: Uint8Array): Promise<number> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, ...FOLDERS })
  try {
    const document = await task.promise
    let units = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      for (const item of (await page.getTextContent()).items) if ('str' in item) units += item.str.length
      page.cleanup()
    }
    return units
  } finally {
    await task.destroy()
  }
}

const packageFolder = new URL('.', import.meta.resolve('pdfjs-dist/package.json')).pathname
const FOLDERS = {
  cMapUrl: `${packageFolder}cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${packageFolder}standard_fonts/`,
}
