import { createHash, createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { LIMITS } from '../../model/index.js'
import type { WorkerOptions } from '../pool/protocol.js'

/**
 * The options that change a screening, as JSON that is equal where they are. The rules have their own digest and are
 * not in it; of waivers and key there is a digest only. Waivers count as they stand on `today` (`YYYY-MM-DD`).
 */
export function optionsText(options: WorkerOptions, today: string): string {
  const { limits, segmenter = 'auto', ocr = 'auto', waivers = [], key } = options
  const told = waivers.map((waiver) => [waiver, waiver.expires !== undefined && waiver.expires < today])
  return JSON.stringify({
    segmenter,
    ocr: ocr === 'auto' && !pictureReaderInstalled() ? 'off' : ocr,
    limits: { ...LIMITS, ...limits },
    ...(waivers.length > 0 && { waivers: createHash('sha256').update(JSON.stringify(told)).digest('hex') }),
    ...(key && { key: createHmac('sha256', key).update('secrecy-screen ledger key').digest('hex').slice(0, 16) }),
  })
}

/** Documents whose pictures could not be read are read again when the packages for it have come. */
function pictureReaderInstalled(): boolean {
  const { resolve } = createRequire(import.meta.url)
  try {
    return ['onnxruntime-node', 'paddleocr'].every((name) => resolve(name))
  } catch {
    return false
  }
}
