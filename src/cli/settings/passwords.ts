import { codeOf, readBounded } from '../../source/files/bounded-file.js'
import { ScreenError } from '../../model/index.js'
import type { Language } from '../../report/index.js'
import { messagesIn } from '../../report/messages/index.js'
import { MAX_PASSWORDS, MAX_PASSWORD_UNITS } from '../../screener-options.js'
import { narrowToOwner } from '../../source/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Io } from '../io.js'

/**
 * The passwords for encrypted documents: the lines of `--password-file`, and one that is typed for `--ask-password`.
 * Only the owner keeps rights to the file. No error quotes what is in it.
 * @throws ScreenError `usage` or `configuration`
 */
export async function readPasswords(
  { passwordFile, askPassword }: RawOptions, askSecret: Io['askSecret'], language: Language,
): Promise<readonly string[]> {
  const listed = passwordFile === undefined ? [] : await passwordsIn(passwordFile)
  if (!askPassword) return listed
  if (!askSecret) throw new ScreenError('password-needs-terminal')
  const typed = await askSecret(messagesIn(language).passwordPrompt)
  return typed === '' ? listed : [...listed, typed]
}

async function passwordsIn(file: string): Promise<readonly string[]> {
  narrowToOwner(file)
  const bytes = await readBounded(file, MAX_BYTES).catch((error: unknown) => {
    throw new ScreenError('password-file-unreadable', { file, code: codeOf(error) })
  })
  const lines = textOf(bytes).split(/\r\n|\n|\r/).filter((line) => line !== '')
  if (lines.length === 0 || lines.length > MAX_PASSWORDS || lines.some(({ length }) => length > MAX_PASSWORD_UNITS)) {
    throw new ScreenError('password-file-invalid', { file, most: MAX_PASSWORDS, units: MAX_PASSWORD_UNITS })
  }
  return lines
}

/** Bytes of a file of passwords. */
const MAX_BYTES = 64 * 1024

/** Editors of Chinese Windows save UTF-8 or GB18030. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
