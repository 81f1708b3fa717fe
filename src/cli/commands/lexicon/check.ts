import { resolve } from 'node:path'
import { checkLexicons, defaultLexiconFiles } from '../../../lexicon/index.js'
import { fill } from '../../../report/index.js'
import { screenExample } from '../../../screener.js'
import { loadSegmenter, type SegmenterChoice } from '../../../segment/index.js'
import { complaintLines } from '../../output/complaints.js'
import type { ExitStatus } from '../../exit-status.js'
import { readSigningKey } from '../../settings/settings.js'
import type { CommandRun } from '../command.js'

/**
 * `screen lexicon check`: proves lexicon files, or the shipped ones; every complaint with its file, line and column.
 */
export async function lexiconCheck({ operands, given, io, say }: CommandRun): Promise<ExitStatus> {
  const shipped = await defaultLexiconFiles()
  const chosen = operands.length > 0 ? operands : shipped
  // A shipped file that is checked must not be loaded twice.
  const places = new Set(chosen.map((file) => resolve(file)))
  const base = given.defaultLexicons === false ? [] : shipped.filter((file) => !places.has(file))
  const requireSigned = given.requireSigned === undefined ? undefined : await readSigningKey(given.requireSigned)
  const segmenter = (given.segmenter ?? 'auto') as SegmenterChoice
  const loaded = segmenter === 'none' ? undefined : () => loadSegmenter(segmenter)
  const options = { base, requireSigned }
  const { lexicons, examples, complaints } = await checkLexicons(chosen, screenExample(loaded), options)
  if (complaints.length > 0) {
    const sum = fill(say.cli.lexiconCheckBad, { count: complaints.length })
    await io.stderr.write(`${complaintLines(complaints, say)}${sum}\n`)
    return 2
  }
  const rules = lexicons.reduce((sum, lexicon) => sum + lexicon.rules.length, 0)
  await io.stdout.write(`${fill(say.cli.lexiconCheckGood, { files: chosen.length, rules, examples })}\n`)
  return 0
}
