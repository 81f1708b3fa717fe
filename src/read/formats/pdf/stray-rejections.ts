/** Errors that pdf.js alone throws (its own classes; they do not come to the interface by name). */
const OURS = new Set([
  'XRefEntryException', 'XRefParseException', 'MissingDataException', 'ParserEOFException', 'FormatError',
  'AbortException',
  'UnknownErrorException', 'InvalidPDFException',
])

let open = 0

/**
 * pdf.js leaves some promises of its worker half unwatched; in one process with ours, a damaged document would end that
 * process through them (seen with a broken cross-reference entry of a last page). While documents are open such
 * rejections of pdf.js's own errors are dropped: what they are about comes out elsewhere as a gap. All
 * others go the way they went before. Gives back the end of the watch.
 */
export function watchStrayRejections(): () => void {
  if (open++ === 0) process.on('unhandledRejection', onRejection)
  let ended = false
  return () => {
    if (ended) return
    ended = true
    // Rejections are told after the microtasks of this turn.
    setImmediate(() => {
      if (--open === 0) process.off('unhandledRejection', onRejection)
    })
  }
}

function onRejection(reason: unknown): void {
  if (reason instanceof Error && OURS.has(reason.name)) return
  // Alone here, we stand in for Node, which would have thrown it.
  if (process.listenerCount('unhandledRejection') === 1) throw reason
}
