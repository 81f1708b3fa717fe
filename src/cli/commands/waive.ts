import { appendWaiver } from '../../lexicon/index.js'
import { ScreenError } from '../../model/index.js'
import { fill } from '../../report/messages/index.js'
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
  const tree = folderTree('found', process.cwd())
  const { path: { file } } = waiversPath(options, await loadConfig(options.config, tree), tree)
  await appendWaiver(file, { fingerprint, reason, approver, ...(until !== undefined && { expires: until }) })
  await io.stdout.write(`${fill(messages.change.waived, { fingerprint, file: displayName(file) })}\n`)
  return 0
}
