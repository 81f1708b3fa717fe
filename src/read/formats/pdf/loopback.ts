/** A message port of pdf.js, which connects its main and worker halves. */
export interface Port {
  postMessage(message: unknown, transfer?: unknown): void
  addEventListener(type: string, listener: Listener, options?: { signal?: AbortSignal }): void
  removeEventListener(type: string, listener: Listener): void
}
type Listener = (event: { data: unknown }) => void

interface Message {
  readonly action?: string
  readonly callbackId?: number
  readonly sourceName?: string
  readonly targetName?: string
  readonly chunk?: { readonly fnArray?: unknown[]; readonly argsArray?: unknown[] }
  readonly data?: unknown
  readonly stream?: number
  readonly reason?: unknown
}

/**
 * Two connected ports, one for each half of pdf.js, in one thread. Unlike the loopback of pdf.js they do not clone
 * operator lists and fonts, since cloning takes longer than parsing. They drop what only rendering needs: decoded
 * images, patterns, glyph outlines, browser font faces. `onError` is called for every operator stream that broke off,
 * which pdf.js does not report.
 */
export function loopback(onError: () => void): readonly [main: Port, worker: Port] {
  const main = new Receiver()
  const worker = new Receiver()
  return [
    main.portTo((message) => toWorker(message, worker, main)),
    worker.portTo((message) => {
      if (message.stream === STREAM_ERROR || message.reason !== undefined) onError()
      toMain(message, main)
    }),
  ]
}

class Receiver {
  readonly #listeners = new Set<Listener>()

  deliver(data: unknown): void {
    queueMicrotask(() => {
      for (const listener of [...this.#listeners]) listener({ data })
    })
  }

  portTo(send: (message: Message, transfer?: unknown) => void): Port {
    return {
      postMessage: (message, transfer) => send(message as Message, transfer),
      addEventListener: (_type, listener, options) => {
        this.#listeners.add(listener)
        options?.signal?.addEventListener('abort', () => this.#listeners.delete(listener))
      },
      removeEventListener: (_type, listener) => void this.#listeners.delete(listener),
    }
  }
}

/** Message types of pdf.js: a response with data; a stream that broke off. */
const RESPONSE = 1
const STREAM_ERROR = 5

function toWorker(message: Message, worker: Receiver, main: Receiver): void {
  if (message.action === 'FontFallback') {
    // There is no browser font to bind, and glyph outlines are not needed instead.
    const { sourceName, targetName, callbackId } = message
    main.deliver({ sourceName: targetName, targetName: sourceName, callback: RESPONSE, callbackId, data: null })
  } else if (message.action === 'GetAnnotationsByType') worker.deliver(message)
  else worker.deliver(structuredClone(message))
}

function toMain(message: Message, main: Receiver): void {
  const { chunk, data } = message
  if (chunk?.fnArray && chunk.argsArray) {
    // The sender empties both arrays after sending.
    const copy = { ...chunk, fnArray: chunk.fnArray.slice(), argsArray: chunk.argsArray.slice() }
    main.deliver({ ...message, chunk: copy })
  } else if (isObject(message)) {
    if ((data as unknown[])[1] === 'Font' || message.callbackId !== undefined) main.deliver(message)
  } else main.deliver(structuredClone(message))
}

function isObject(message: Message): boolean {
  return (message.action === 'commonobj' || message.action === 'obj') && Array.isArray(message.data)
}
