import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

/** Measures texts designed to be slow, compared with random Chinese characters and the same terms. */
export function measureHostile(): void {
  const almost = `${'机'.repeat(31)}密`
  const someHan = (n: number): string => String.fromCharCode(0x4e00 + (Math.imul(n, 2_654_435_761) >>> 19))
  const han = Array.from({ length: 700_000 }, (_, n) => someHan(n)).join('')
  const rows: [string, string[], string][] = [
    ['random Han', [almost, '机密'], han],
    ['机×31+密 on 机机机…', [almost, '机密'], '机'.repeat(700_000)],
    ['the same, broken every 32', [almost, '机密'], `${'机'.repeat(31)}中`.repeat(21_875)],
    ['half of the text dropped', [almost, '机密'], '机 '.repeat(350_000)],
    ['nothing but dropped characters', [almost, '机密'], '\u200b'.repeat(700_000)],
    ['ASCII', [almost, '机密'], 'plain text in latin letters '.repeat(25_000)],
    ['four-byte characters', [almost, '机密'], '😀'.repeat(350_000)],
    ['64 prefixes of 机, all matching', Array.from({ length: 64 }, (_, n) => '机'.repeat(n + 1)), '机'.repeat(100_000)],
  ]
  console.log('\nhostile texts, MB/s of UTF-8: from bytes, from a string, scalar from bytes')
  for (const [name, terms, text] of rows) {
    const bytes = Buffer.from(text)
    const matcher = buildMatcher(terms, { fold: foldTable(), dropSpaces: true })
    const scalar = buildMatcher(terms, { fold: foldTable(), dropSpaces: true, engine: 'scalar' })
    const scans = [() => matcher.scanUtf8(bytes), () => matcher.scan(text), () => scalar.scanUtf8(bytes)]
    const rates = scans.map((scan) => rateOf(scan, bytes.length).toFixed(0).padStart(6))
    console.log(`  ${name.padEnd(34)} ${rates.join(' ')}   ${matcher.scan(text).length / 3} hits`)
  }
}

function rateOf(scan: () => unknown, bytes: number): number {
  let best = Infinity
  for (let round = 0; round < 8; round++) {
    const start = process.cpuUsage()
    scan()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  return bytes / best
}
