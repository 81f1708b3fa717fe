import { appendWaiver } from '../../lexicon/index.js'
import { ScreenError } from '../../model/index.js'
import { fill } from '../../report/messages/index.js'
import { DEFAULT_WAIVERS_FILE, findAndLoadConfig } from '../settings/settings.js'
import type { CommandContext } from './command.js'

/** `screen waive`: adds an accepted finding to the waivers file. @throws ScreenError */
export async function waive({ operands, options, io, messages }: CommandContext): Promise<0> {
  const [fingerprint = ''] = operands
  const { reason, approver, until } = options
  if (!/^[0-9a-f]{32}$/.test(fingerprint)) {
    throw new ScreenError('bad-fingerprint', { value: fingerprint })
  }
  if (!reason?.trim() || !approver?.trim()) throw new ScreenError('waiver-incomplete')
  const file = options.waivers ?? (await findAndLoadConfig(options))?.waivers ?? DEFAULT_WAIVERS_FILE
  await appendWaiver(file, { fingerprint, reason, approver, ...(until !== undefined && { expires: until }) })
  await io.stdout.write(`${fill(messages.change.waived, { fingerprint, file })}\n`)
  return 0
}
