// Prints how many marks and terms are found when they are written in ways that stay readable:
//   npx tsx bench/evasion.ts [--verbose]
import { parseArgs } from 'node:util'
import { createScreener } from '../src/index.js'
import { EVASIONS, MARKS, TERMS } from '../test/judge/evasions.js'

const { values } = parseArgs({ options: { verbose: { type: 'boolean' } } })
const screener = await createScreener()

type Write = (text: string) => { name: string; bytes: Uint8Array } | undefined

async function found(texts: readonly string[], write: Write): Promise<string> {
  const documents = texts.flatMap((text) => ({ text, written: write(text) })).filter(({ written }) => written)
  const missed: string[] = []
  for (const { text, written } of documents) {
    const { verdict } = await screener.screen(written!.bytes, { name: written!.name })
    if (verdict !== 'block' && verdict !== 'review') missed.push(text)
  }
  if (values.verbose && missed.length > 0) process.stderr.write(`missed: ${missed.join(' | ')}\n`)
  return documents.length === 0 ? '–' : `${documents.length - missed.length} of ${documents.length}`
}

process.stdout.write('| way of writing | marks found | terms found |\n|---|---|---|\n')
const unchanged: Write = (text) => ({ name: 'a.txt', bytes: Buffer.from(`办公室\n${text}\n通知\n`) })
for (const { name, write } of [{ name: 'unchanged', write: unchanged }, ...EVASIONS]) {
  process.stdout.write(`| ${name} | ${await found(MARKS, write)} | ${await found(TERMS, write)} |\n`)
}
