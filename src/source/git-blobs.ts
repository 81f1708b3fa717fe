import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import type { Gap } from '../model/index.js'
import { startGit, type GitPlace } from './run-git.js'

/** A blob's bytes, or why there are none. */
export type Blob = { readonly bytes: Buffer } | { readonly gap: Gap }

/**
 * Blobs out of git's store by two processes, `cat-file --batch-check` for sizes and `cat-file --batch` for contents, so
 * that a blob too large is never sent. Guarded state: one blob is asked for at a time.
 */
export class GitBlobs {
  readonly #sizes: Answers
  readonly #contents: Answers

  constructor(place: GitPlace, readonly limit: number) {
    this.#sizes = new Answers(place, '--batch-check')
    this.#contents = new Answers(place, '--batch')
  }

  async read(id: string): Promise<Blob> {
    const size = sizeOf(await this.#sizes.line(id))
    if (size === undefined) return { gap: { piece: '', reason: 'not-found' } }
    if (size > this.limit) {
      return { gap: { piece: '', reason: 'limit-exceeded', args: { limit: 'inputBytes', value: this.limit } } }
    }
    const told = sizeOf(await this.#contents.line(id))
    const bytes = told === undefined ? undefined : await this.#contents.bytes(told + 1)
    return bytes ? { bytes: bytes.subarray(0, -1) } : { gap: { piece: '', reason: 'damaged' } }
  }

  close(): void {
    this.#sizes.close()
    this.#contents.close()
  }
}

/** `id blob size`; anything else is no blob of ours. */
function sizeOf(line: string | undefined): number | undefined {
  const size = line?.match(/^[0-9a-f]+ blob (\d+)$/)?.[1]
  return size === undefined ? undefined : Number(size)
}

/** What a process answers to ids on its standard input, taken line by line or by count. */
class Answers {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #output: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(place: GitPlace, mode: string) {
    this.#child = startGit(place, ['cat-file', mode])
    this.#child.on('error', () => undefined)
    this.#child.stdin.on('error', () => undefined)
    this.#child.stderr.resume()
    this.#output = this.#child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  }

  /** Asks, and gives the first line of the answer; undefined when the process has ended. */
  async line(id: string): Promise<string | undefined> {
    this.#child.stdin.write(`${id}\n`)
    for (let end = this.#rest.indexOf(0x0a); ; end = this.#rest.indexOf(0x0a)) {
      if (end >= 0) return this.#take(end + 1).toString('latin1').trimEnd()
      const more = await this.#more()
      if (!more) return undefined
      this.#rest = Buffer.concat([this.#rest, more])
    }
  }

  /** The next bytes of the answer, gathered without copying them twice. */
  async bytes(count: number): Promise<Buffer | undefined> {
    const chunks = [this.#rest]
    let length = this.#rest.length
    while (length < count) {
      const more = await this.#more()
      if (!more) return undefined
      chunks.push(more)
      length += more.length
    }
    this.#rest = Buffer.concat(chunks)
    return this.#take(count)
  }

  close(): void {
    this.#child.stdin.end()
    this.#child.kill()
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count)
    this.#rest = this.#rest.subarray(count)
    return taken
  }

  async #more(): Promise<Buffer | undefined> {
    const { value, done } = await this.#output.next()
    return done ? undefined : value
  }
}
