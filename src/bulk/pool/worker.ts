import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { LIMITS, notExamined, ScreenError } from '../../model/index.js'
import { createScreener, type Screener } from '../../screener.js'
import { createS3Reader, readFileSource, type FileBytes } from '../../source/index.js'
import { exitWithParent } from './exit-with-parent.js'
import type { DuplicateCheck, WorkerNotice, WorkerOptions, WorkerRequest, WorkerResponse } from './protocol.js'

// The entry point of a worker process. It runs until its parent disconnects; Ctrl-C is handled by the parent.
process.on('SIGINT', () => undefined)
// V8 predicts the lifetime of objects from the first ones allocated at a place in the code. It then allocates the tags
// of a large workbook in old space: 100 MB accumulate there, and collecting them takes three times as long.
setFlagsFromString('--no-allocation-site-pretenuring')
process.on('disconnect', () => process.exit(0))
exitWithParent()
process.on('message', requestHandler())

function requestHandler(): (request: WorkerRequest) => void {
  let screener: Screener
  let read: ReadSource
  return (request) => {
    if (request.kind === 'start') {
      read = sourceReader(request.options.limits?.inputBytes ?? LIMITS.inputBytes)
      void start(request.options).then((started) => (screener = started), reportStartFailure)
    } else void screenSource(screener, request, read).then(send)
  }
}

type ScreenRequest = Extract<WorkerRequest, { kind: 'screen' }>
type ReadSource = (source: ScreenRequest['source']) => Promise<FileBytes>

function sourceReader(inputBytes: number): ReadSource {
  const fetchObject = createS3Reader(inputBytes)
  return async (source) => {
    if (source.kind === 'bytes') return source
    return source.kind === 's3' ? fetchObject(source) : readFileSource(source, inputBytes)
  }
}

async function start(options: WorkerOptions): Promise<Screener> {
  const screener = await createScreener({
    ...options, onPicture: () => send({ kind: 'picture' }), onInterim: (result) => send({ kind: 'interim', result }),
  })
  const { digest, lexicons, weakenings } = screener.ruleset
  send({ kind: 'ready', ruleset: { digest, lexicons, ...(weakenings && { weakenings }) } })
  return screener
}

/** The message is safe to send: no document has been read yet, so it cannot quote one. */
function reportStartFailure(error: unknown): void {
  const known: ScreenError =
    error instanceof ScreenError ? error : new ScreenError('unexpected', { detail: String(error) })
  const { reason, args, details: { complaints } } = known
  send({ kind: 'start-failed', reason, args, ...(complaints && { complaints }) })
}

/** An exception becomes a gap of the document. Only the error's name is sent: its message may quote the document. */
async function screenSource(
  screener: Screener, { source, duplicates, omitMembers }: ScreenRequest, read: ReadSource,
): Promise<WorkerResponse> {
  const { path } = source
  try {
    const file = await read(source)
    if ('gap' in file) return { kind: 'screened', screenings: [notExamined(path, file.gap, file.size)] }
    const duplicate = duplicates && (await findDuplicate(screener, path, file.bytes, duplicates))
    if (duplicate) return duplicate
    const screenings = await screener.screenAll(file.bytes, { name: path })
    return { kind: 'screened', screenings: omitMembers ? screenings.slice(0, 1) : screenings }
  } catch (error) {
    const gap = { piece: '', reason: 'reader-crashed' as const, args: { error: nameOf(error) } }
    return { kind: 'screened', screenings: [notExamined(path, gap)] }
  }
}

/** Sends the document's hash. When the hash is known, only the document's name is screened, with empty content. */
async function findDuplicate(
  screener: Screener, path: string, bytes: Uint8Array, { knownHashes }: DuplicateCheck,
): Promise<WorkerResponse | undefined> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  send({ kind: 'hashed', sha256 })
  if (!knownHashes.includes(sha256)) return undefined
  const { findings, suppressed } = await screener.screen(new Uint8Array(), { name: path })
  return { kind: 'duplicate', sha256, nameIsClean: findings.length + suppressed.length === 0 }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}

function send(message: WorkerResponse | WorkerNotice): void {
  process.send!(message)
}
