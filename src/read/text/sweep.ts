import type { Part } from '../../model/index.js'
import { PartBuilder } from '../parts/part-builder.js'
import { plausibility } from './plausibility.js'
import type { Intake } from '../reader.js'

/** Bytes swept at a time. Windows overlap, so that a run across a border is never lost; part of it is read twice. */
const WINDOW = 1 << 20
const OVERLAP = 1024

/**
 * Runs of readable text in bytes that no reader understands, each on its own line: UTF-8, GB 2312 and UTF-16 in both
 * byte orders and at even and odd offsets. It finds plain text and proves nothing about the other bytes, so the caller
 * adds a gap. At most 16 MiB of text is kept.
 */
export function sweep(intake: Intake, bytes: Uint8Array = intake.document.bytes, name = ''): Part[] {
  return ENCODINGS.flatMap(({ encoding, runs }) => {
    const builder = new PartBuilder('custom-data', name === '' ? encoding : `${name} ${encoding}`)
    for (let start = 0; start < bytes.length && builder.length < 1 << 24; start += WINDOW - OVERLAP) {
      for (const run of runs(bytes.subarray(start, start + WINDOW))) builder.block(run).separate('\n')
    }
    return !builder.empty && intake.budget.takeText(builder.name, builder.length) ? [builder.build()] : []
  })
}

/** The readable runs in a few bytes, each once. */
export function readableRuns(bytes: Uint8Array): string[] {
  return [...new Set(ENCODINGS.flatMap(({ runs }) => runs(bytes)))]
}

interface SweepEncoding {
  readonly encoding: string
  readonly runs: (bytes: Uint8Array) => string[]
}

const ENCODINGS: readonly SweepEncoding[] = [
  { encoding: 'utf-8', runs: (bytes) => utf8Runs(bytes) },
  { encoding: 'gb18030', runs: gbRuns },
  { encoding: 'utf-16le', runs: (bytes) => wideRuns(bytes, 'utf-16le') },
  { encoding: 'utf-16be', runs: (bytes) => wideRuns(bytes, 'utf-16be') },
]

/** ASCII, general punctuation, symbols, hanzi and full-width forms; no line ends: a run is a line. */
const RUN = /[\t -~\u00b7\u2010-\u2030\u2160-\u216b\u2460-\u2473\u25a0-\u2609\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]+/g
const HANZI = /[\u4e00-\u9fff]/g

/** Runs with two hanzi, which are not valid UTF-8 by chance, or with six characters of ASCII. */
function utf8Runs(bytes: Uint8Array): string[] {
  const found = new TextDecoder('utf-8').decode(bytes).match(RUN) ?? []
  return found.filter((run) => {
    const hanzi = run.match(HANZI)?.length ?? 0
    return hanzi >= 2 || (hanzi === 0 && run.trim().length >= 6)
  })
}

/** Runs of double bytes in GB 2312 rows 1–9 and 16–55, with ASCII between them. */
function gbRuns(bytes: Uint8Array): string[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const found = source.match(/(?:[\xa1-\xa9\xb0-\xd7][\xa1-\xfe]|[ -~]){2,}/g) ?? []
  return found
    .filter((run) => /[\xb0-\xd7][\xa1-\xfe][\xa1-\xd7][\xa1-\xfe]/.test(run))
    .map((run) => new TextDecoder('gb18030').decode(Buffer.from(run, 'latin1')))
    .filter(looksLikeText)
}

function wideRuns(bytes: Uint8Array, encoding: string): string[] {
  const decoder = new TextDecoder(encoding)
  return [0, 1].flatMap((parity) => {
    const length = Math.max(0, bytes.length - parity) & ~1
    return (decoder.decode(bytes.subarray(parity, parity + length)).match(RUN) ?? []).filter(looksLikeText)
  })
}

/**
 * True for a run that is text. Random double bytes are often hanzi, but seldom common ones: of two to seven hanzi a
 * third must be common, of more a tenth. Without hanzi, it takes eight characters of ASCII.
 */
export function looksLikeText(run: string): boolean {
  const hanzi = run.match(HANZI)?.length ?? 0
  if (hanzi === 0) return run.trim().length >= 8
  return hanzi >= 2 && plausibility(run) >= (hanzi < 8 ? 0.34 : 0.1)
}
