import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import type { LoadParameters, PDFParse as PDFParseClass } from 'pdf-parse'
import type * as PdfJs from 'pdfjs-dist'
import { loopback } from './loopback.js'
import { watchStrayRejections } from './stray-rejections.js'

export type PdfDocument = PdfJs.PDFDocumentProxy
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** An open document; `close` frees all that pdf.js holds for it. */
export interface Opened {
  readonly pdf: PdfDocument
  /** Numbers of pdf.js's drawing operators by name. */
  readonly ops: Readonly<Record<string, number>>
  /** How many readings have broken off inside so far. */
  readonly broken: () => number
  readonly close: () => Promise<void>
}

/**
 * Opens the bytes (which are taken over: pass a copy) with pdf-parse and hands out the pdf.js document it loads. CMaps
 * and standard fonts come from the package's own folder, nothing from a network; no evaluation, no system fonts, no
 * warnings on stderr. `strict` refuses a page with an error in it where otherwise what follows the error would be
 * silently left out. Rejects on damage and on a password; see `whyNotOpened`.
 */
export async function openPdf(data: Uint8Array, strict: boolean): Promise<Opened> {
  const { pdfjs, PDFParse, WorkerMessageHandler, root } = await (engine ??= loadEngine())
  const endWatch = watchStrayRejections()
  let broken = 0
  const [mainPort, workerPort] = loopback(() => void broken++)
  WorkerMessageHandler.initializeFromPort(workerPort)
  const worker = new pdfjs.PDFWorker({ port: mainPort as never, verbosity: 0 } as never)
  const parser = new PDFParse({
    data,
    worker,
    cMapUrl: root + 'cmaps' + sep,
    cMapPacked: true,
    standardFontDataUrl: root + 'standard_fonts' + sep,
    wasmUrl: root + 'wasm' + sep,
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    isEvalSupported: false,
    isOffscreenCanvasSupported: false,
    disableFontFace: false,
    // With a document that can load fonts pdf.js does not write each one out in base64; loading them fails, which
    // `loopback` answers.
    ownerDocument: { fonts: {} } as unknown as LoadParameters['ownerDocument'],
    fontExtraProperties: true,
    enableXfa: false,
    stopAtErrors: strict,
    maxImageSize: MAX_IMAGE_PIXELS,
    verbosity: 0,
  })
  const close = async (): Promise<void> => {
    await parser.destroy().catch(() => undefined)
    worker.destroy()
    endWatch()
  }
  try {
    // pdf-parse 2.4.5 declares `load` private and has no other way to its document; the version is pinned, and
    // every test of the reader goes through here.
    const pdf = await (parser as unknown as { load(): Promise<PdfDocument> }).load()
    return { pdf, ops: pdfjs.OPS, broken: () => broken, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Why `openPdf` rejected. */
export function whyNotOpened(error: unknown): 'encrypted' | 'damaged' {
  return error instanceof Error && /password/i.test(error.name) ? 'encrypted' : 'damaged'
}

/**
 * Inline images are at most this large before pdf.js would leave them out; image objects never come to it
 * (`blankImages`).
 */
const MAX_IMAGE_PIXELS = 64_000_000

let engine: Promise<Engine> | undefined

interface Engine {
  readonly pdfjs: typeof PdfJs
  readonly PDFParse: typeof PDFParseClass
  readonly WorkerMessageHandler: { initializeFromPort(port: unknown): void }
  readonly root: string
}

async function loadEngine(): Promise<Engine> {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')) + sep
  return keepingNatives(() => withPainterStubs(async () => {
    const { PDFParse } = await import('pdf-parse')
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
    // @ts-expect-error the package declares no types for its worker
    const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    return { pdfjs, PDFParse, WorkerMessageHandler, root }
  }))
}

/**
 * pdf.js makes a DOMMatrix while it is imported, and takes it from @napi-rs/canvas; where that optional package is
 * absent the import fails, and before that it warns on stderr. Nothing is painted here, so empty stand-ins
 * serve, and are taken away again afterwards.
 */
async function withPainterStubs<T>(load: () => Promise<T>): Promise<T> {
  const globals = globalThis as Record<string, unknown>
  const stubs = ['DOMMatrix', 'ImageData', 'Path2D'].filter((name) => globals[name] === undefined)
  const warn = console.warn
  for (const name of stubs) globals[name] = function standIn() {}
  console.warn = (...args: unknown[]) => {
    if (!/^Warning: Cannot (load|access|polyfill)/.test(String(args[0]))) warn(...args)
  }
  try {
    return await load()
  } finally {
    for (const name of stubs) Reflect.deleteProperty(globals, name)
    console.warn = warn
  }
}

/**
 * The legacy build of pdf.js replaces methods of arrays by slower ones of core-js, for the whole process: `push` alone
 * took a sixth of the time. What Node had before is put back.
 */
async function keepingNatives<T>(load: () => Promise<T>): Promise<T> {
  const prototype = Array.prototype as unknown as Record<string, unknown>
  const natives = Object.getOwnPropertyNames(prototype).map((name) => [name, prototype[name]] as const)
  try {
    return await load()
  } finally {
    for (const [name, value] of natives) if (prototype[name] !== value) prototype[name] = value
  }
}
