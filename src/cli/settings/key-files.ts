import { codeOf, readBounded } from '../../source/files/bounded-file.js'
import { ScreenError } from '../../model/index.js'
import { narrowToOwner } from '../../source/index.js'
import { readRequired, type PolicyPath } from './policy-tree.js'

/**
 * The key in a file, without the line end. Only the owner keeps rights to the file. Undefined if the file is missing
 * and not `required`.
 * @throws ScreenError `configuration`
 */
export async function readKey(file: string, required: boolean): Promise<Uint8Array | undefined> {
  try {
    narrowToOwner(file)
    const key = await readBounded(file, MAX_KEY_BYTES)
    const end = key.findLastIndex((byte) => byte !== 0x0a && byte !== 0x0d) + 1
    if (end < MIN_KEY_BYTES) {
      throw new ScreenError('key-too-short', { file, least: MIN_KEY_BYTES })
    }
    return key.subarray(0, end)
  } catch (error) {
    if (error instanceof ScreenError) throw error
    const code = codeOf(error)
    if (code === 'ENOENT' && !required) return undefined
    throw new ScreenError('key-unreadable', { file, code })
  }
}

/** Shorter keys could be found by trying. */
const MIN_KEY_BYTES = 16
const MAX_KEY_BYTES = 64 * 1024

/** The text of a public key file. @throws ScreenError `configuration` */
export async function readSigningKey(path: PolicyPath): Promise<string> {
  const bytes = await readRequired(path, MAX_KEY_BYTES).catch((cause: unknown) => {
    throw new ScreenError('signing-key-unreadable', { file: path.name, code: codeOf(cause) })
  })
  return bytes.toString()
}
