/** A message port of pdf.js: what its two halves, interface and worker, are tied together with. */
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
 * Two ports, one for each half of pdf.js, in one thread. Unlike the loopback inside pdf.js they do not clone
 * operator lists and fonts, which costs more than reading them, and they keep back what only a painter would want:
 * decoded images, patterns, glyph outlines, browser font faces. `onError` hears of every stream of operators
 * that broke off, which pdf.js's interface passes over in silence.
 */
export function loopback(onError: () => void): readonly [main: Port, worker: Port] {
  const main = new Receiver()
  const worker = new Receiver()
  return [
    main.facing((message) => toWorker(message, worker, main)),
    worker.facing((message) => {
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

  facing(send: (message: Message, transfer?: unknown) => void): Port {
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

/** Numbers of pdf.js's message protocol: an answer that carries data; a stream that broke off. */
const ANSWER = 1
const STREAM_ERROR = 5

function toWorker(message: Message, worker: Receiver, main: Receiver): void {
  if (message.action === 'FontFallback') {
    // There is no browser font to bind, and no outlines are wanted in its place.
    const { sourceName, targetName, callbackId } = message
    main.deliver({ sourceName: targetName, targetName: sourceName, callback: ANSWER, callbackId, data: null })
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
