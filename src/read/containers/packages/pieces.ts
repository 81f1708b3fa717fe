import type { Zip, ZipEntry } from '../zip/zip.js'

/** Name of a piece: `1.fpage/[0].piece`, `1.fpage/[1].last.piece`. */
const PIECE = /^(.*)\/\[(\d{1,6})\](\.last)?\.piece$/i

interface Piece {
  readonly entry: ZipEntry
  readonly number: number
  readonly isLast: boolean
}

/**
 * The archive with entries that are divided into pieces put together (ISO/IEC 29500-2, 7.3.4: interleaving), as printer
 * drivers write them. Pieces of an entry that lacks some stay entries of their own.
 */
export function joinPieces(zip: Zip): Zip {
  const divided = new Map([...piecesByName(zip)].filter(([, pieces]) => isWhole(pieces)))
  if (divided.size === 0) return zip
  const entries = zip.entries.flatMap((entry) => {
    const [, name = ''] = PIECE.exec(entry.name) ?? []
    const pieces = divided.get(name)
    if (!pieces) return [entry]
    return pieces[0]!.entry === entry ? [{ ...entry, name }] : []
  })
  const own = new Set(zip.entries)
  const read = (entry: ZipEntry): Uint8Array | undefined => {
    const pieces = own.has(entry) ? undefined : divided.get(entry.name)
    if (!pieces) return zip.read(entry)
    const parts = pieces.map((piece) => zip.read(piece.entry))
    return Buffer.concat(parts.filter((bytes) => bytes !== undefined))
  }
  return { ...zip, entries, read }
}

/** Pieces in the order of their numbers, by the name of the entry that they make. */
function piecesByName({ entries }: Zip): ReadonlyMap<string, readonly Piece[]> {
  const found = new Map<string, Piece[]>()
  for (const entry of entries) {
    const [whole, name = '', number, last] = PIECE.exec(entry.name) ?? []
    if (whole === undefined) continue
    const piece = { entry, number: Number(number), isLast: last !== undefined }
    const pieces = found.get(name)
    if (pieces) pieces.push(piece)
    else found.set(name, [piece])
  }
  for (const pieces of found.values()) pieces.sort((one, other) => one.number - other.number)
  return found
}

function isWhole(pieces: readonly Piece[]): boolean {
  return pieces.every(({ number, isLast }, at) => number === at && isLast === (at === pieces.length - 1))
}
