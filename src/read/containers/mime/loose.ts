/** Lines of base64 that stand in a text and follow each other. */
export interface LooseRun {
  /** The lines as one, without padding. */
  readonly text: string
  /** The line above it. */
  readonly above: string
  /** What an armour around it says it is (RFC 9580, 6.2; RFC 7468): `PGP MESSAGE`; empty without one. */
  readonly armour: string
  /** A line as long as its own stands beside it and holds other characters. */
  readonly torn: boolean
}

/** A shorter line of one word is not taken for base64; of a run, the last may be. */
const LEAST = 8
const LEAST_LAST = 2
/** Two lines so long, without blanks and equally long, do not stand beside each other by chance. */
const WIDE = 40

const EQUALS = 0x3d
const ALPHABET = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'))

/**
 * Every run of base64 in the text of a mail (RFC 2045, 6.8): lines of nothing else, indented, quoted or not, all as
 * long as the first but for the last. So a mail with a damaged header shows its parts. Cost: linear.
 */
export function looseRuns(body: Buffer): LooseRun[] {
  const runs: LooseRun[] = []
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
    const line = bare(body.subarray(at, next))
    at = next
    if (endsBefore(open, line)) close(line)
    if (isBase64(line, open.length > 0 ? LEAST_LAST : LEAST)) open.push(line)
    else {
      close(line)
      above = line
      armour = armourAfter(line, armour)
    }
  }
  close(Buffer.alloc(0))
  return runs
}

/** A shorter line, or one that is filled up, was the last; a longer one begins another run. */
function endsBefore(open: readonly Buffer[], line: Buffer): boolean {
  const [first, last] = [open[0], open.at(-1)]
  if (!first || !last) return false
  return last.length < first.length || last.at(-1) === EQUALS || line.length > first.length
}

function runOf(lines: readonly Buffer[], above: Buffer, below: Buffer, armour: string): LooseRun {
  const width = lines[0]!.length
  const isLike = (line: Buffer): boolean =>
    line.length === width && width >= WIDE && !/\s|^--/.test(line.toString('latin1'))
  return {
    text: Buffer.concat(lines).toString('latin1').replace(/=+$/, ''),
    above: above.toString('latin1'),
    armour,
    torn: isLike(above) || isLike(below),
  }
}

function armourAfter(line: Buffer, armour: string): string {
  const [, way, label = ''] = /^-----(BEGIN|END) ([A-Z0-9 ]{1,40})-----$/.exec(line.toString('latin1', 0, 80)) ?? []
  return way === undefined ? armour : way === 'BEGIN' ? label : ''
}

/** A line without its end, blanks around it and signs of quoting before it. */
function bare(line: Buffer): Buffer {
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
