import { LIMITS, ScreenError, type Screening } from '../../../model/index.js'
import { createScreener, type ScreenerOptions } from '../../../screener.js'
import { codeOf, readBounded } from '../../../source/files/bounded-file.js'
import type { Io } from '../../io.js'
import type { Settings } from '../../settings/settings.js'

type Shown = Pick<ScreenerOptions, 'reveal' | 'heading'>

/** Screens a file and the documents in it, with the text around findings. @throws ScreenError `configuration` */
export async function screenFile(
  file: string, settings: Settings, shown: Shown, io: Io,
): Promise<readonly Screening[]> {
  const bytes = await readBounded(file, settings.limits.inputBytes ?? LIMITS.inputBytes).catch((cause: unknown) => {
    throw new ScreenError('file-unreadable', { file, code: codeOf(cause) })
  })
  return screenBytes(bytes, file, settings, shown, io)
}

/** The same for bytes that were read. */
export async function screenBytes(
  bytes: Uint8Array, file: string, settings: Settings, shown: Shown, { signal }: Io,
): Promise<readonly Screening[]> {
  const { lexicons, defaultLexicons, requireSigned, waivers, key, limits, left, segmenter, ocr, passwords } = settings
  const screener = await createScreener({
    lexicons, defaultLexicons, waivers, limits, left, segmenter, ocr, passwords, context: true,
    ...(key && { key }),
    ...(requireSigned !== undefined && { requireSigned }),
    ...shown,
  })
  return screener.screenAll(bytes, { name: file, signal })
}
