import { appendWaiver, isDay } from '../../lexicon/index.js'
import { localDay, ScreenError } from '../../model/index.js'
import { fill } from '../../report/messages/index.js'
import { shownPath } from '../../report/text/index.js'
import { loadConfig } from '../settings/find-config.js'
import { displayName, folderTree } from '../settings/policy-tree.js'
import { waiversPath } from '../settings/read-policy.js'
import type { CommandContext } from './command.js'

/** `screen waive`: adds an accepted finding to the waivers file. @throws ScreenError */
export async function waive({ operands, options, io, messages }: CommandContext): Promise<0> {
  const [fingerprint = ''] = operands
  const { reason, approver, until } = options
  if (!/^[0-9a-f]{32}$/.test(fingerprint)) {
    throw new ScreenError('bad-fingerprint', { value: fingerprint })
  }
  if (!reason?.trim() || !approver?.trim()) throw new ScreenError('waiver-incomplete')
  const today = localDay()
  if (until !== undefined && (!isDay(until) || until < today)) throw new ScreenError('bad-until', { value: until })
  const tree = folderTree('found', process.cwd())
  const { path: { file } } = waiversPath(options, await loadConfig(options.config, tree), tree)
  const waiver = { fingerprint, reason, approver, ...(until !== undefined && { expires: until }) }
  const sentence = (await appendWaiver(file, waiver, today)) ? messages.change.waived : messages.change.alreadyWaived
  await io.stdout.write(`${fill(sentence, { fingerprint, file: shownPath(displayName(file)) })}\n`)
  return 0
}
