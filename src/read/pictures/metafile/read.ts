import type { RecognisedLine } from '../../picture-reader.js'
import { toLines } from '../../page/lines.js'
import { isEmf, readEmf } from './emf.js'
import type { MetafileScene } from './scene.js'
import { isWmf, readWmf } from './wmf.js'

/** Metafiles inside metafiles are read to this depth. */
const MAX_DEPTH = 3

/** A metafile and the metafiles inside it. */
export interface Metafile {
  /** The text of all records. */
  readonly lines: readonly RecognisedLine[]
  /** What else they draw. */
  readonly scenes: readonly MetafileScene[]
}

/**
 * Reads a metafile (WMF, EMF, EMF+). Undefined for other files. Text is grouped into lines as it is drawn, however many
 * records it takes.
 */
export function readMetafile(file: Uint8Array, depth = 0): Metafile | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const scene = isEmf(bytes) ? readEmf(bytes) : isWmf(bytes) ? readWmf(bytes) : undefined
  if (!scene) return undefined
  const within = depth < MAX_DEPTH ? scene.metafiles.flatMap((each) => readMetafile(each, depth + 1) ?? []) : []
  return {
    lines: [...linesOf(scene), ...within.flatMap(({ lines }) => lines)],
    scenes: [scene, ...within.flatMap(({ scenes }) => scenes)],
  }
}

function linesOf({ runs }: MetafileScene): RecognisedLine[] {
  return toLines(runs).flatMap((line) => line.map(({ runs: lineRuns, spaces, box }): RecognisedLine => ({
    text: lineRuns.map((run, i) => spaces[i]! + run.text).join(''), confidence: 1, box,
  })))
}
