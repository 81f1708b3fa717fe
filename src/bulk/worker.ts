import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { LIMITS, ScreenError } from '../model/index.js'
import { createScreener, type Screener } from '../screener.js'
import { readFileSource, s3Reader, type FileBytes } from '../source/index.js'
import { endWithParent } from './end-with-parent.js'
import { notExamined } from './not-examined.js'
import type { Answer, Notice, Order, Twins, WorkerOptions } from './talk.js'

// The entry of a worker process. It lives as long as its parent listens, and leaves Ctrl-C to the parent.
process.on('SIGINT', () => undefined)
// V8 may guess from the first objects of a place in the code that all of them are kept, and then puts the tags of a
// large workbook among what is old: 100 MB of them gather there, and clearing them takes three times as long.
setFlagsFromString('--no-allocation-site-pretenuring')
process.on('disconnect', () => process.exit(0))
endWithParent()
process.on('message', serve())

function serve(): (order: Order) => void {
  let screener: Screener
  let read: ReadSource
  return (order) => {
    if (order.kind === 'start') {
      read = sourceReader(order.options.limits?.inputBytes ?? LIMITS.inputBytes)
      void start(order.options).then((made) => (screener = made), refuse)
    } else void screenSource(screener, order, read).then(answer)
  }
}

type ScreenOrder = Extract<Order, { kind: 'screen' }>
type ReadSource = (source: ScreenOrder['source']) => Promise<FileBytes>

function sourceReader(inputBytes: number): ReadSource {
  const fetchObject = s3Reader(inputBytes)
  return async (source) => {
    if (source.kind === 'bytes') return source
    return source.kind === 's3' ? fetchObject(source) : readFileSource(source, inputBytes)
  }
}

async function start(options: WorkerOptions): Promise<Screener> {
  const screener = await createScreener({ ...options, onPicture: () => answer({ kind: 'picture' }) })
  const { digest, lexicons } = screener.ruleset
  answer({ kind: 'ready', ruleset: { digest, lexicons } })
  return screener
}

function refuse(error: unknown): void {
  // No document has been seen yet: the message cannot hold any of it.
  const known = error instanceof ScreenError ? error : new ScreenError('internal', String(error))
  const { complaints } = known.details
  answer({ kind: 'refused', code: known.code, message: known.message, ...(complaints && { complaints }) })
}

/** A fault of ours on one document is its gap; only its kind is told, since its message may quote the document. */
async function screenSource(screener: Screener, { source, twins }: ScreenOrder, read: ReadSource): Promise<Answer> {
  const { path } = source
  try {
    const readout = await read(source)
    if ('gap' in readout) return { kind: 'screened', screenings: [notExamined(path, readout.gap, readout.size)] }
    const copy = twins && (await copyOf(screener, path, readout.bytes, twins))
    return copy ?? { kind: 'screened', screenings: await screener.screenAll({ path, bytes: readout.bytes }) }
  } catch (error) {
    const gap = { piece: '', reason: 'reader-crashed' as const, args: { error: nameOf(error) } }
    return { kind: 'screened', screenings: [notExamined(path, gap)] }
  }
}

/** Tells the hash, and whether the content is among those known; then the name is screened alone, over no content. */
async function copyOf(
  screener: Screener, path: string, bytes: Uint8Array, { known }: Twins,
): Promise<Answer | undefined> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  answer({ kind: 'hashed', sha256 })
  if (!known.includes(sha256)) return undefined
  const { findings, suppressed } = await screener.screen(new Uint8Array(), { name: path })
  return { kind: 'copy', sha256, plainName: findings.length + suppressed.length === 0 }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function answer(message: Answer | Notice): void {
  process.send!(message)
}
