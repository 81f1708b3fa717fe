import { appendWaiver } from '../../lexicon/index.js'
import { ScreenError } from '../../model/index.js'
import { fill } from '../../report/index.js'
import type { CommandRun } from './command.js'
import { configOf } from '../settings/settings.js'

/** `screen waive`: adds an accepted finding to the waivers file. @throws ScreenError */
export async function waive({ operands, given, io, say }: CommandRun): Promise<0> {
  const [fingerprint = ''] = operands
  const { reason, approver, until } = given
  if (!/^[0-9a-f]{32}$/.test(fingerprint)) {
    throw new ScreenError('bad-fingerprint', { value: fingerprint })
  }
  if (!reason?.trim() || !approver?.trim()) throw new ScreenError('waiver-incomplete')
  const file = given.waivers ?? (await configOf(given))?.waivers ?? '.screen-waivers.yaml'
  await appendWaiver(file, { fingerprint, reason, approver, ...(until !== undefined && { expires: until }) })
  await io.stdout.write(`${fill(say.change.waived, { fingerprint, file })}\n`)
  return 0
}
