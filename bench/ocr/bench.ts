// Measures character errors and seconds per page on a folder of pictures whose text is known:
//   npm run bench:ocr -- DIR [--truth FILE] [--only REGEX]
// The pictures `name-1`, `name-2` … are the pages of the text in FILE (default: DIR/ocr-truth.txt). Other pictures show
// a piece of that text. A picture is compared with the text file of its own name instead, where there is one.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LIMITS } from '../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../src/read/index.js'
import { bare, countErrors } from './errors.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { truth: { type: 'string' }, only: { type: 'string' } },
})
const [folder] = positionals
if (folder === undefined) {
  process.stderr.write('npm run bench:ocr -- DIR [--truth FILE] [--only REGEX]\n')
  process.exit(2)
}

interface Result {
  readonly text: string
  readonly seconds: number
  readonly hasGap: boolean
}

async function readTimed(ocr: Ocr, path: string): Promise<Result> {
  const bytes = readFileSync(path)
  const start = process.hrtime.bigint()
  const { parts, gaps } = await read({ path, bytes }, { limits: LIMITS, ocr })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const text = parts.filter(({ kind }) => kind === 'image').map((part) => part.text).join('\n')
  return { text, seconds, hasGap: gaps.length > 0 }
}

/** Groups pictures: the pages of one text under their common name. */
function groupPages(names: readonly string[]): Map<string, string[]> {
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
for (const [key, names] of groupPages(pictures)) {
  const own = join(folder, `${key}.txt`)
  const truth = existsSync(own) ? bare(readFileSync(own, 'utf8')) : whole
  if (truth === '') continue
  const results: Result[] = []
  for (const name of names) results.push(await readTimed(ocr, join(folder, name)))
  const text = bare(results.map((each) => each.text).join('\n'))
  const errors = countErrors(text, truth, !existsSync(own) && names.length === 1)
  const length = existsSync(own) || names.length > 1 ? truth.length : text.length
  const seconds = results.reduce((sum, each) => sum + each.seconds, 0) / results.length
  const rate = length === 0 ? '–' : `${((100 * errors) / length).toFixed(2)} %`
  const gap = results.some((each) => each.hasGap) ? 'yes' : 'no'
  process.stdout.write(`| ${key} | ${length} | ${errors} | ${rate} | ${seconds.toFixed(2)} | ${gap} |\n`)
}
