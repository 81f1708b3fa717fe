import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Pixels } from '../../picture-reader.js'
import type { Region } from '../pixels.js'

/** A code that machines read, and where it is in the picture. */
export interface MachineCode {
  readonly text: string
  readonly box: Region
}

/** Reads the codes in a picture. */
export type CodeReader = (pixels: Pixels) => Promise<readonly MachineCode[]>

/** Codes with a check sum or error correction: others are seen in any hatching. */
const FORMATS = ['QRCode', 'MicroQRCode', 'DataMatrix', 'PDF417', 'Aztec', 'Code128', 'EAN13', 'EAN8', 'UPCA'] as const
/** Codes read in one picture. */
const MOST_CODES = 64

/**
 * Loads ZXing-C++ with its WebAssembly from the package, never from a network. Undefined where the optional package is
 * not installed. Cost: 20 ms once; about 0.2 s for a page at 200 dpi, a seventh of what its text costs.
 */
export async function loadCodeReader(): Promise<CodeReader | undefined> {
  try {
    const zxing = await import('zxing-wasm/reader')
    const file = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
    const wasmBinary = new Uint8Array(file).buffer
    zxing.prepareZXingModule({ overrides: { wasmBinary } })
    const options = {
      formats: [...FORMATS], maxNumberOfSymbols: MOST_CODES, tryHarder: true, tryInvert: false, tryDownscale: false,
    }
    return async ({ width, height, data }) => {
      const samples = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
      const found = await zxing.readBarcodes({ width, height, data: samples, colorSpace: 'srgb' }, options)
      return found.filter(({ isValid }) => isValid).map(({ text, position }) => ({ text, box: boxOf(position) }))
    }
  } catch {
    return undefined
  }
}

interface Point {
  readonly x: number
  readonly y: number
}

function boxOf(corners: Readonly<Record<'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight', Point>>): Region {
  const points = [corners.topLeft, corners.topRight, corners.bottomLeft, corners.bottomRight]
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
