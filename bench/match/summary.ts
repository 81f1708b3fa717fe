/**
 * Speeds of all contenders for one set of terms, in MB/s. The first is ours from bytes, the second ours from a string.
 */
export interface Row {
  readonly name: string
  readonly rates: ReadonlyMap<string, number>
}

/** Prints the tables of docs/performance.md: speed relative to each other contender, and to reading memory. */
export function printSummary(rows: readonly Row[]): void {
  const peers = [...new Set(rows.flatMap(({ rates }) => [...rates.keys()]))].filter((name) => !name.startsWith('ours'))
  for (const [from, mine] of [['bytes', 0], ['a string', 1]] as const) {
    console.log(`\nfrom ${from}, how many times faster than …\n`)
    const heads = peers.map((peer) => (peer === MEMORY ? 'share of memory reading' : peer))
    printTable(['terms', 'MB/s', ...heads], rows.map((row) => {
      const own = [...row.rates.values()][mine]!
      return [row.name, own.toFixed(0), ...peers.map((peer) => shown(own, row.rates.get(peer), peer === MEMORY))]
    }))
  }
}

const MEMORY = 'reading memory'

function shown(own: number, other: number | undefined, share: boolean): string {
  if (other === undefined) return '–'
  return share ? `${((100 * own) / other).toFixed(1)} %` : (own / other).toPrecision(2)
}

function printTable(heads: readonly string[], lines: readonly (readonly string[])[]): void {
  for (const cells of [heads, heads.map(() => '---'), ...lines]) console.log(`| ${cells.join(' | ')} |`)
}
