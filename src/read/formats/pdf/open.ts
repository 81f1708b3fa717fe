import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import type { PDFParse as PDFParseClass } from 'pdf-parse'
import type * as PdfJs from 'pdfjs-dist'
import { loopback } from './loopback.js'
import { ignorePdfJsRejections } from './unhandled-rejections.js'

export type PdfDocument = PdfJs.PDFDocumentProxy
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

/** An open document. */
export interface Opened {
  readonly pdf: PdfDocument
  /** Numbers of the drawing operators of pdf.js by name. */
  readonly ops: Readonly<Record<string, number>>
  /** How many operator streams have broken off so far. */
  readonly broken: () => number
  /** Frees everything that pdf.js holds for the document. */
  readonly close: () => Promise<void>
}

/**
 * Opens a document with pdf-parse and returns the pdf.js document that it loads. pdf.js takes over the bytes: pass a
 * copy. CMaps and standard fonts come from the package, nothing from a network; no `eval`, no system fonts, no warnings
 * on stderr. `strict` rejects pages with errors; otherwise pdf.js silently skips what follows an error. Rejects for
 * damage and for passwords; see `whyNotOpened`.
 */
export async function openPdf(data: Uint8Array, strict: boolean, password = ''): Promise<Opened> {
  const { pdfjs, PDFParse, WorkerMessageHandler, root } = await (modules ??= loadPdfJs())
  const stopIgnoring = ignorePdfJsRejections()
  let broken = 0
  const [mainPort, workerPort] = loopback(() => void broken++)
  WorkerMessageHandler.initializeFromPort(workerPort)
  const worker = new pdfjs.PDFWorker({ port: mainPort as never, verbosity: 0 })
  const parser = new PDFParse({
    data,
    password,
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
    // With a document that can load fonts, pdf.js does not encode each font in base64. Loading fails, and `loopback`
    // answers that.
    ownerDocument: { fonts: {} },
    fontExtraProperties: true,
    enableXfa: false,
    stopAtErrors: strict,
    maxImageSize: MAX_IMAGE_PIXELS,
    verbosity: 0,
  })
  const close = async (): Promise<void> => {
    await parser.destroy().catch(() => undefined)
    worker.destroy()
    stopIgnoring()
  }
  try {
    // pdf-parse 2.4.5 declares `load` private and has no other access to its document. The version is pinned, and
    // every test of this reader uses it.
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

/** pdf.js skips larger inline images. Other images are blank here (`blankImage`). */
const MAX_IMAGE_PIXELS = 64_000_000

let modules: Promise<PdfJsModules> | undefined

interface PdfJsModules {
  readonly pdfjs: typeof PdfJs
  readonly PDFParse: typeof PDFParseClass
  readonly WorkerMessageHandler: { initializeFromPort(port: unknown): void }
  readonly root: string
}

async function loadPdfJs(): Promise<PdfJsModules> {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')) + sep
  return keepingArrayMethods(() => withCanvasStubs(async () => {
    const { PDFParse } = await import('pdf-parse')
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
    // @ts-expect-error the package declares no types for its worker
    const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    return { pdfjs, PDFParse, WorkerMessageHandler, root }
  }))
}

/**
 * pdf.js creates a DOMMatrix of @napi-rs/canvas while it is imported. Where that optional package is absent, it warns
 * on stderr and the import fails. Nothing is rendered here, so empty stubs are enough. They are removed afterwards.
 */
async function withCanvasStubs<T>(load: () => Promise<T>): Promise<T> {
  const globals = globalThis as Record<string, unknown>
  const stubs = ['DOMMatrix', 'ImageData', 'Path2D'].filter((name) => globals[name] === undefined)
  const warn = console.warn
  for (const name of stubs) globals[name] = function stub() {}
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
 * The legacy build of pdf.js replaces array methods of the whole process with slower ones of core-js: `push` alone took
 * a sixth of the time. This restores those of Node.
 */
async function keepingArrayMethods<T>(load: () => Promise<T>): Promise<T> {
  const prototype = Array.prototype as unknown as Record<string, unknown>
  const natives = Object.getOwnPropertyNames(prototype).map((name) => [name, prototype[name]] as const)
  try {
    return await load()
  } finally {
    for (const [name, value] of natives) if (prototype[name] !== value) prototype[name] = value
  }
}
