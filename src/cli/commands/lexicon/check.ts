import { resolve } from 'node:path'
import {
  checkLexicons, defaultLexiconFiles, lintBasis, loadLaws, uncheckedBasis,
} from '../../../lexicon/index.js'
import { fill } from '../../../report/messages/index.js'
import { screenExample } from '../../../screener.js'
import { loadSegmenter, type SegmenterChoice } from '../../../segment/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { complaintLines } from '../../output/complaints.js'
import { readSigningKey } from '../../settings/key-files.js'
import { folderTree, namedPath } from '../../settings/policy-tree.js'
import type { CommandContext } from '../command.js'

/**
 * `screen lexicon check`: checks lexicon files, or the shipped ones, and proves their examples. Prints every complaint
 * with file, line and column.
 */
export async function lexiconCheck({ operands, options, io, messages }: CommandContext): Promise<ExitStatus> {
  const shipped = await defaultLexiconFiles()
  const chosen = operands.length > 0 ? operands : shipped
  // A shipped file that is being checked is not loaded a second time.
  const paths = new Set(chosen.map((file) => resolve(file)))
  const base = options.defaultLexicons === false ? [] : shipped.filter((file) => !paths.has(file))
  const { requireSigned: publicKeyFile } = options
  const tree = folderTree('found', process.cwd())
  const requireSigned = publicKeyFile === undefined
    ? undefined
    : await readSigningKey(namedPath(publicKeyFile, tree))
  const segmenter = (options.segmenter ?? 'auto') as SegmenterChoice
  const load = segmenter === 'none' ? undefined : () => loadSegmenter(segmenter)
  const checked = await checkLexicons(chosen, screenExample(load), { base, requireSigned })
  const { lexicons, examples } = checked
  const laws = await loadLaws()
  const ownLexicons = lexicons.filter(({ file }) => file !== undefined && shipped.includes(resolve(file)))
  // A unit may cite laws and rules of its own.
  const complaints = [...checked.complaints, ...lintBasis(ownLexicons, laws)]
  if (complaints.length > 0) {
    const summary = fill(messages.cli.lexiconCheckBad, { count: complaints.length })
    await io.stderr.write(`${complaintLines(complaints, messages)}${summary}\n`)
    return 2
  }
  const rules = lexicons.reduce((sum, lexicon) => sum + lexicon.rules.length, 0)
  await io.stdout.write(`${fill(messages.cli.lexiconCheckGood, { files: chosen.length, rules, examples })}\n`)
  const unchecked = uncheckedBasis(lexicons, laws)
  if (unchecked.length > 0) {
    const list = unchecked.join(messages.report.list)
    await io.stdout.write(`${fill(messages.cli.basisUnchecked, { count: unchecked.length, list })}\n`)
  }
  return 0
}
