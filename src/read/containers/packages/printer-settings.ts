import { holdsFile } from '../../sniff/within.js'

/** Bytes of a DEVMODE before its field `dmDisplayFrequency` ends: what Windows 95 and later write. */
const LEAST_SIZE = 68
/** Offsets of fields of DEVMODEW. */
const SPEC_VERSION = 64
const SIZE = 68
const DRIVER_EXTRA = 70

/**
 * True for printer settings of Windows: a DEVMODEW structure (Windows SDK, wingdi.h), its public part and the driver's
 * private part together as long as the file, and no file of another kind in it.
 */
export function isPrinterSettings(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < LEAST_SIZE + 4) return false
  const version = view.readUInt16LE(SPEC_VERSION)
  const [size, extra] = [view.readUInt16LE(SIZE), view.readUInt16LE(DRIVER_EXTRA)]
  if (version < 0x0300 || version > 0x0600 || size < LEAST_SIZE) return false
  // Some drivers write up to three bytes of padding.
  return Math.abs(size + extra - view.length) < 4 && !holdsFile(view)
}
