// Character errors and seconds for each page of a folder of pictures whose text is known:
//   npm run bench:ocr -- DIR [--truth FILE] [--only REGEX]
// Pictures `name-1`, `name-2` … are the pages of the whole text in FILE (default: DIR/ocr-truth.txt); others show a
// piece of it. A picture with a text file of its own name beside it is compared with that.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LIMITS } from '../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../src/read/index.js'
import { bare, errors } from './errors.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { truth: { type: 'string' }, only: { type: 'string' } },
})
const [folder] = positionals
if (folder === undefined) {
  process.stderr.write('npm run bench:ocr -- DIR [--truth FILE] [--only REGEX]\n')
  process.exit(2)
}

interface Seen {
  readonly text: string
  readonly seconds: number
  readonly doubt: boolean
}

async function look(ocr: Ocr, path: string): Promise<Seen> {
  const bytes = readFileSync(path)
  const start = process.hrtime.bigint()
  const { parts, gaps } = await read({ path, bytes }, { limits: LIMITS, ocr })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const text = parts.filter(({ kind }) => kind === 'image').map((part) => part.text).join('\n')
  return { text, seconds, doubt: gaps.length > 0 }
}

/** Pictures by what they show together: pages under their common name. */
function groups(names: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const name of names) {
    const key = name.replace(/(-\d+)?\.\w+$/, '')
    found.set(key, [...(found.get(key) ?? []), name])
  }
  return found
}

const ocr = await createOcr({ mode: 'on' })
await ocr.recogniser()
const truthFile = values.truth ?? join(folder, 'ocr-truth.txt')
const whole = existsSync(truthFile) ? bare(readFileSync(truthFile, 'utf8')) : ''
const pictures = readdirSync(folder)
  .filter((name) => /\.(png|jpe?g|tiff?|bmp|webp)$/i.test(name) && new RegExp(values.only ?? '').test(name))
  .sort()

process.stdout.write('| pictures | characters | errors | rate | seconds a page | gap |\n|---|---|---|---|---|---|\n')
for (const [key, names] of groups(pictures)) {
  const own = join(folder, `${key}.txt`)
  const truth = existsSync(own) ? bare(readFileSync(own, 'utf8')) : whole
  if (truth === '') continue
  const seen: Seen[] = []
  for (const name of names) seen.push(await look(ocr, join(folder, name)))
  const text = bare(seen.map((each) => each.text).join('\n'))
  const wrong = errors(text, truth, !existsSync(own) && names.length === 1)
  const length = existsSync(own) || names.length > 1 ? truth.length : text.length
  const seconds = seen.reduce((sum, each) => sum + each.seconds, 0) / seen.length
  const rate = length === 0 ? '–' : `${((100 * wrong) / length).toFixed(2)} %`
  const doubt = seen.some((each) => each.doubt) ? 'yes' : 'no'
  process.stdout.write(`| ${key} | ${length} | ${wrong} | ${rate} | ${seconds.toFixed(2)} | ${doubt} |\n`)
}
