/** Names of the error classes that only pdf.js throws. It does not export them. */
const PDFJS_ERRORS = new Set([
  'XRefEntryException', 'XRefParseException', 'MissingDataException', 'ParserEOFException', 'FormatError',
  'AbortException', 'UnknownErrorException', 'InvalidPDFException',
])

let documents = 0

/**
 * Ignores unhandled rejections with errors of pdf.js while documents are open. pdf.js leaves some promises of its
 * worker half without a handler. Since the worker runs in this process, a damaged document would end the process (seen
 * with a broken cross-reference entry of the last page). The damage is reported as a gap elsewhere. Other rejections
 * are not affected. Returns a function that ends this for one document.
 */
export function ignorePdfJsRejections(): () => void {
  if (documents++ === 0) process.on('unhandledRejection', onRejection)
  let ended = false
  return () => {
    if (ended) return
    ended = true
    // Node reports rejections after the microtasks of this turn.
    setImmediate(() => {
      if (--documents === 0) process.off('unhandledRejection', onRejection)
    })
  }
}

function onRejection(reason: unknown): void {
  if (reason instanceof Error && PDFJS_ERRORS.has(reason.name)) return
  // As the only listener, do what Node does without listeners.
  if (process.listenerCount('unhandledRejection') === 1) throw reason
}
