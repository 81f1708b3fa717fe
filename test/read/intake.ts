import { LIMITS, type Document, type Limits } from '../../src/model/index.js'
import { Budget } from '../../src/read/budget.js'
import { PICTURES } from '../../src/read/formats.js'
import { readPicture } from '../../src/read/formats/picture/index.js'
import type { Intake } from '../../src/read/reader.js'
import { READERS } from '../../src/read/registry.js'

/** What a reader is given when a test calls it directly, without sniffing and without OCR. */
export function intakeOf(document: Document, limits: Partial<Limits> = {}, signal?: AbortSignal): Intake {
  const intake: Intake = {
    document,
    budget: new Budget({ ...LIMITS, ...limits }),
    readAs: async (format, member) => {
      const nested = { ...intake, document: member }
      return PICTURES.has(format) ? readPicture(nested, format) : (await READERS[format]!())(nested)
    },
    ...(signal && { signal }),
  }
  return intake
}
