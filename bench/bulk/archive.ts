import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { docx, p } from '../../test/builders/docx.js'
import { page, pdf, text } from '../../test/builders/pdf.js'
import { PROSE } from '../../test/builders/text.js'
import { xlsx } from '../../test/builders/xlsx.js'

/** How often each kind comes in a hundred documents: what offices publish. */
const SHARES = { txt: 20, md: 10, html: 18, docx: 25, pdf: 15, xlsx: 7, pptx: 3, eml: 2 } as const
type Kind = keyof typeof SHARES
const KINDS = Object.keys(SHARES) as Kind[]

/** Larger ones would make the rates a matter of a few documents. */
const MOST_BYTES = 256 * 1024
const IN_A_FOLDER = 250

/** What was made: its files in the order of a walk, and their bytes. */
export interface Archive {
  readonly files: readonly string[]
  readonly bytes: number
}

/**
 * Fills `folder` with documents of mixed kinds, each of them different: copies of the files under `data` (and made ones
 * of the kinds that are not there), told apart where readers take no offence.
 */
export function makeArchive(folder: string, documents: number, data: string | undefined): Archive {
  const seeds = seedsOf(data)
  const order = Array.from({ length: 100 }, (_, n) => kindAt((n * 37) % 100))
  const files: string[] = []
  const taken = new Map<Kind, number>()
  let bytes = 0
  for (let n = 0; n < documents; n++) {
    const kind = order[n % 100]!
    const choice = seeds[kind]
    const before = taken.get(kind) ?? 0
    taken.set(kind, before + 1)
    const content = different(kind, choice[before % choice.length]!, n)
    const inside = join(folder, String(Math.floor(n / IN_A_FOLDER)).padStart(5, '0'))
    if (n % IN_A_FOLDER === 0) mkdirSync(inside, { recursive: true })
    const file = join(inside, `${String(n).padStart(8, '0')}.${kind}`)
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
    if (Object.hasOwn(found, kind) && statSync(file).size <= MOST_BYTES) found[kind as Kind].push(readFileSync(file))
  }
  found.txt.push(...found.md)
  for (const kind of KINDS) if (found[kind].length === 0) found[kind].push(...made(kind))
  return found
}

/** In the order of their names; files made to harm (`made`) would measure the bounds and not the readers. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[/\\]made$/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const MAIL_HEAD = 'From: a@example.com\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n'

/** Five documents of a kind, from one paragraph to a hundred. */
function made(kind: Kind): Uint8Array[] {
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

/** A document like another, with a number of its own: at its end, or in the comment of its zip archive. */
function different(kind: Kind, seed: Uint8Array, number: number): Uint8Array {
  const mark = String(number).padStart(8, '0')
  if (kind === 'pdf') return Buffer.concat([seed, Buffer.from(`\n% ${mark}\n`)])
  if (kind === 'html') return Buffer.concat([seed, Buffer.from(`\n<!-- ${mark} -->\n`)])
  if (kind === 'txt' || kind === 'md' || kind === 'eml') return Buffer.concat([seed, Buffer.from(`\n${mark}\n`)])
  const zip = Buffer.concat([seed, Buffer.from(mark)])
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end >= 0) zip.writeUInt16LE(zip.readUInt16LE(end + 20) + mark.length, end + 20)
  return zip
}
