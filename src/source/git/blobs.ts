import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import type { Gap } from '../../model/index.js'
import { documentGap } from '../source.js'
import { startGit, type GitRepository } from './run-git.js'

/** The bytes of a blob, or why there are none. */
export type Blob = { readonly bytes: Buffer } | { readonly gap: Gap }

/**
 * Reads blobs through two git processes: `cat-file --batch-check` for sizes and `cat-file --batch` for contents, so
 * that a blob that is too large is never sent. Callers read one blob at a time.
 */
export class GitBlobs {
  readonly #sizes: BatchProcess
  readonly #contents: BatchProcess

  constructor(repository: GitRepository, readonly limit: number) {
    this.#sizes = new BatchProcess(repository, '--batch-check')
    this.#contents = new BatchProcess(repository, '--batch')
  }

  async read(id: string): Promise<Blob> {
    const size = sizeOf(await this.#sizes.request(id))
    if (size === undefined) return { gap: documentGap('not-found') }
    if (size > this.limit) return { gap: documentGap('limit-exceeded', { limit: 'inputBytes', value: this.limit }) }
    const sent = sizeOf(await this.#contents.request(id))
    const bytes = sent === undefined ? undefined : await this.#contents.bytes(sent + 1)
    return bytes ? { bytes: bytes.subarray(0, -1) } : { gap: documentGap('damaged') }
  }

  close(): void {
    this.#sizes.close()
    this.#contents.close()
  }
}

/** Parses `id blob size`; undefined for any other line, such as `id missing`. */
function sizeOf(line: string | undefined): number | undefined {
  const size = line?.match(/^[0-9a-f]+ blob (\d+)$/)?.[1]
  return size === undefined ? undefined : Number(size)
}

/**
 * A `git cat-file` process that answers each id on its standard input with a line, and perhaps bytes. It ends at a blob
 * that a partial clone does not have; then another one is started for the next id.
 */
class BatchProcess {
  #child!: ChildProcessWithoutNullStreams
  #output!: AsyncIterator<Buffer>
  #buffered: Buffer = Buffer.alloc(0)
  #hasEnded = false

  constructor(readonly repository: GitRepository, readonly mode: string) {
    this.#start()
  }

  /** Sends an id. @returns the first line of the response; undefined when the process ends */
  async request(id: string): Promise<string | undefined> {
    if (this.#hasEnded) this.#start()
    this.#child.stdin.write(`${id}\n`)
    for (let end = this.#buffered.indexOf(0x0a); ; end = this.#buffered.indexOf(0x0a)) {
      if (end >= 0) return this.#take(end + 1).toString('latin1').trimEnd()
      const more = await this.#more()
      if (!more) return undefined
      this.#buffered = Buffer.concat([this.#buffered, more])
    }
  }

  /** The next bytes of the response; they are concatenated once. Undefined when the process ends. */
  async bytes(count: number): Promise<Buffer | undefined> {
    const chunks = [this.#buffered]
    let length = this.#buffered.length
    while (length < count) {
      const more = await this.#more()
      if (!more) return undefined
      chunks.push(more)
      length += more.length
    }
    this.#buffered = Buffer.concat(chunks)
    return this.#take(count)
  }

  close(): void {
    this.#child.stdin.end()
    this.#child.kill()
  }

  #start(): void {
    this.#child = startGit(this.repository, ['cat-file', this.mode])
    this.#child.on('error', () => undefined)
    this.#child.stdin.on('error', () => undefined)
    this.#child.stderr.resume()
    this.#output = this.#child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>
    this.#buffered = Buffer.alloc(0)
    this.#hasEnded = false
  }

  #take(count: number): Buffer {
    const taken = this.#buffered.subarray(0, count)
    this.#buffered = this.#buffered.subarray(count)
    return taken
  }

  async #more(): Promise<Buffer | undefined> {
    const { value, done } = await this.#output.next()
    this.#hasEnded = done === true
    return done ? undefined : value
  }
}
