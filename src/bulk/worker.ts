import { LIMITS, ScreenError, type Screening } from '../model/index.js'
import { createScreener, type Screener } from '../screener.js'
import { readFileSource, s3Reader, type FileBytes } from '../source/index.js'
import { notExamined } from './not-examined.js'
import type { Answer, Notice, Order, WorkerOptions } from './talk.js'

// The entry of a worker process. It lives as long as its parent listens, and leaves Ctrl-C to the parent.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit(0))
process.on('message', serve())

function serve(): (order: Order) => void {
  let screener: Screener
  let read: ReadSource
  return (order) => {
    if (order.kind === 'start') {
      read = sourceReader(order.options.limits?.inputBytes ?? LIMITS.inputBytes)
      void start(order.options).then((made) => (screener = made), refuse)
    } else void screenSource(screener, order.source, read).then((screenings) => answer({ kind: 'screened', screenings }))
  }
}

type Screenable = Extract<Order, { kind: 'screen' }>['source']
type ReadSource = (source: Screenable) => Promise<FileBytes>

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

/** A fault of ours on one document is its gap; only the kind of error is told, since its message may quote the document. */
async function screenSource(screener: Screener, source: Screenable, readSource: ReadSource): Promise<Screening[]> {
  try {
    const read = await readSource(source)
    if ('gap' in read) return [notExamined(source.path, read.gap, read.size)]
    return await screener.screenAll({ path: source.path, bytes: read.bytes })
  } catch (error) {
    return [notExamined(source.path, { part: '', reason: 'reader-crashed', args: { error: nameOf(error) } })]
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function answer(message: Answer | Notice): void {
  process.send!(message)
}
