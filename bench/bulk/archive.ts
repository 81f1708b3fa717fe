import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { docx, p } from '../../test/builders/docx.js'
import { page, pdf, text } from '../../test/builders/pdf.js'
import { PROSE } from '../../test/builders/text.js'
import { xlsx } from '../../test/builders/xlsx.js'

/** How many of a hundred documents are of each kind: what offices publish. */
const SHARES = { txt: 20, md: 10, html: 18, docx: 25, pdf: 15, xlsx: 7, pptx: 3, eml: 2 } as const
type Kind = keyof typeof SHARES
const KINDS = Object.keys(SHARES) as Kind[]

/** With larger files the rates would depend on a few documents. */
const MAX_BYTES = 256 * 1024
const FILES_PER_FOLDER = 250

/** The files of the archive in the order of a walk, and their size together. */
export interface Archive {
  readonly files: readonly string[]
  readonly bytes: number
}

/**
 * Fills `folder` with documents of mixed kinds and different content: copies of the files under `data`, or generated
 * ones of the kinds that `data` lacks, each with a number where readers ignore it.
 */
export function makeArchive(folder: string, documents: number, data: string | undefined): Archive {
  const seeds = seedsOf(data)
  const order = Array.from({ length: 100 }, (_, n) => kindAt((n * 37) % 100))
  const files: string[] = []
  const counts = new Map<Kind, number>()
  let bytes = 0
  for (let n = 0; n < documents; n++) {
    const kind = order[n % 100]!
    const choice = seeds[kind]
    const count = counts.get(kind) ?? 0
    counts.set(kind, count + 1)
    const content = withNumber(kind, choice[count % choice.length]!, n)
    const subfolder = join(folder, String(Math.floor(n / FILES_PER_FOLDER)).padStart(5, '0'))
    if (n % FILES_PER_FOLDER === 0) mkdirSync(subfolder, { recursive: true })
    const file = join(subfolder, `${String(n).padStart(8, '0')}.${kind}`)
    writeFileSync(file, content)
    files.push(file)
    bytes += content.length
  }
  return { files, bytes }
}

function kindAt(place: number): Kind {
  let end = 0
  return KINDS.find((kind) => place < (end += SHARES[kind]))!
}

function seedsOf(data: string | undefined): Record<Kind, Uint8Array[]> {
  const found = Object.fromEntries(KINDS.map((kind) => [kind, [] as Uint8Array[]])) as Record<Kind, Uint8Array[]>
  for (const file of data === undefined ? [] : filesUnder(data)) {
    const kind = extname(file).slice(1).toLowerCase()
    if (Object.hasOwn(found, kind) && statSync(file).size <= MAX_BYTES) found[kind as Kind].push(readFileSync(file))
  }
  found.txt.push(...found.md)
  for (const kind of KINDS) if (found[kind].length === 0) found[kind].push(...generate(kind))
  return found
}

/** In the order of their names, without hostile files (in folders called `made`), which would measure the limits. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[/\\]made$/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const MAIL_HEAD = 'From: a@example.com\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n'

/** Five documents of a kind, with one paragraph to a hundred. */
function generate(kind: Kind): Uint8Array[] {
  return [1, 5, 20, 50, 100].map((count) => {
    const paragraphs = Array.from({ length: count }, (_, n) => `${n + 1}．${PROSE}`)
    switch (kind) {
      case 'docx': return docx({ body: paragraphs.map((one) => p(one)) })
      case 'pdf': return pdf(paragraphs.slice(0, 40).map((one) => page([text(one)])))
      case 'xlsx': return xlsx({ sheets: [{ name: '表', rows: paragraphs.map((one, n) => [n, one]) }] })
      case 'html': return Buffer.from(`<html><body><p>${paragraphs.join('</p>\n<p>')}</p></body></html>`)
      case 'eml': return Buffer.from(`${MAIL_HEAD}${paragraphs.join('\n')}`)
      default: return Buffer.from(paragraphs.join('\n'))
    }
  })
}

/** A copy with a number, at its end or in the comment of its zip archive. */
function withNumber(kind: Kind, seed: Uint8Array, number: number): Uint8Array {
  const mark = String(number).padStart(8, '0')
  if (kind === 'pdf') return Buffer.concat([seed, Buffer.from(`\n% ${mark}\n`)])
  if (kind === 'html') return Buffer.concat([seed, Buffer.from(`\n<!-- ${mark} -->\n`)])
  if (kind === 'txt' || kind === 'md' || kind === 'eml') return Buffer.concat([seed, Buffer.from(`\n${mark}\n`)])
  const zip = Buffer.concat([seed, Buffer.from(mark)])
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end >= 0) zip.writeUInt16LE(zip.readUInt16LE(end + 20) + mark.length, end + 20)
  return zip
}
