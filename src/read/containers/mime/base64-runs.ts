/** Consecutive lines of base64 in a text. */
export interface Base64Run {
  /** The lines joined, without padding. */
  readonly text: string
  /** The line above it. */
  readonly above: string
  /** Label of the armour around it (RFC 9580, 6.2; RFC 7468), such as `PGP MESSAGE`; empty without one. */
  readonly armour: string
  /** An adjacent line is as long as its own but has other characters: it may have been base64 too. */
  readonly hasDamagedNeighbour: boolean
}

/** Shorter lines are words, not base64. Only the last line of a run may be shorter. */
const SHORTEST_LINE = 8
const SHORTEST_LAST_LINE = 2
/** Adjacent lines this long, of equal length and without blanks, are no coincidence. */
const WIDE_LINE = 40

const EQUALS = 0x3d
const ALPHABET = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'))

/**
 * Finds runs of base64 in the text of a mail (RFC 2045, 6.8): lines of base64 alone, possibly indented or quoted, all
 * of the same length except the last. They are the parts of a mail whose header is damaged. Cost: linear.
 */
export function findBase64Runs(body: Buffer): Base64Run[] {
  const runs: Base64Run[] = []
  let open: Buffer[] = []
  let above: Buffer = Buffer.alloc(0)
  let armour = ''
  const close = (below: Buffer): void => {
    if (open.length > 0) runs.push(runOf(open, above, below, armour))
    open = []
  }
  for (let at = 0; at < body.length;) {
    const feed = body.indexOf(0x0a, at)
    const next = feed < 0 ? body.length : feed + 1
    const line = trimmed(body.subarray(at, next))
    at = next
    if (endsBefore(open, line)) close(line)
    if (isBase64(line, open.length > 0 ? SHORTEST_LAST_LINE : SHORTEST_LINE)) open.push(line)
    else {
      close(line)
      above = line
      armour = armourBelow(line, armour)
    }
  }
  close(Buffer.alloc(0))
  return runs
}

/** A run ends after a shorter or a padded line, and before a longer one. */
function endsBefore(open: readonly Buffer[], line: Buffer): boolean {
  const [first, last] = [open[0], open.at(-1)]
  if (!first || !last) return false
  return last.length < first.length || last.at(-1) === EQUALS || line.length > first.length
}

function runOf(lines: readonly Buffer[], above: Buffer, below: Buffer, armour: string): Base64Run {
  const width = lines[0]!.length
  const isLike = (line: Buffer): boolean =>
    line.length === width && width >= WIDE_LINE && !/\s|^--/.test(line.toString('latin1'))
  return {
    text: Buffer.concat(lines).toString('latin1').replace(/(?<!=)=+$/, ''),
    above: above.toString('latin1'),
    armour,
    hasDamagedNeighbour: isLike(above) || isLike(below),
  }
}

function armourBelow(line: Buffer, armour: string): string {
  const [, way, label = ''] = /^-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----$/.exec(line.toString('latin1', 0, 80)) ?? []
  return way === undefined ? armour : way === 'BEGIN' ? label : ''
}

/** A line without its end, surrounding blanks and quote marks (`>`) before it. */
function trimmed(line: Buffer): Buffer {
  let start = 0
  let end = line.length
  while (start < end && (line[start]! <= 0x20 || line[start] === 0x3e)) start++
  while (end > start && line[end - 1]! <= 0x20) end--
  return line.subarray(start, end)
}

function isBase64(line: Buffer, least: number): boolean {
  let end = line.length
  while (end > line.length - 2 && line[end - 1] === EQUALS) end--
  return end >= least && line.subarray(0, end).every((byte) => ALPHABET.has(byte))
}
