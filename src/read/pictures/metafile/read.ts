import type { RecognisedLine } from '../../picture-reader.js'
import { toLines } from '../../page/lines.js'
import { isEmf, readEmf } from './emf.js'
import type { Scene } from './scene.js'
import { isWmf, readWmf } from './wmf.js'

/** Metafiles in metafiles are followed so deep. */
const DEPTH = 3

/** What a metafile says as text, and the scenes whose other marks may say more. */
export interface Metafile {
  readonly lines: readonly RecognisedLine[]
  readonly scenes: readonly Scene[]
}

/**
 * Reads a metafile (WMF, EMF, EMF+); undefined where the bytes are none. Text comes in lines, whatever records it
 * stands in.
 */
export function readMetafile(file: Uint8Array, depth = 0): Metafile | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const scene = isEmf(bytes) ? readEmf(bytes) : isWmf(bytes) ? readWmf(bytes) : undefined
  if (!scene) return undefined
  const within = depth < DEPTH ? scene.metafiles.flatMap((each) => readMetafile(each, depth + 1) ?? []) : []
  return {
    lines: [...linesOf(scene), ...within.flatMap(({ lines }) => lines)],
    scenes: [scene, ...within.flatMap(({ scenes }) => scenes)],
  }
}

function linesOf({ runs }: Scene): RecognisedLine[] {
  return toLines(runs).flatMap((line) => line.map(({ runs: drawn, spaces: gaps, box }): RecognisedLine => ({
    text: drawn.map((run, i) => gaps[i]! + run.text).join(''), confidence: 1, box,
  })))
}
