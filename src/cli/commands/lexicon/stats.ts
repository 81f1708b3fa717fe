import { Pool, screenSources } from '../../../bulk/index.js'
import { displayTerm, TallyBuilder, type Count, type Tally } from '../../../lexicon/index.js'
import type { Ruleset } from '../../../model/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { renderTable } from '../../../report/text/index.js'
import { listSources } from '../../../source/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { createProgress } from '../../output/progress.js'
import type { CommandContext } from '../command.js'
import { loadActiveLexicons, type ActiveLexicons } from './active-lexicons.js'

/**
 * `screen lexicon stats`: counts the hits of each rule and term in documents, most hits first. Documents with gaps
 * count as far as they were read; their number is shown.
 */
export async function lexiconStats(context: CommandContext): Promise<ExitStatus> {
  const { options, io, messages } = context
  const active = await loadActiveLexicons(context)
  const tally = maskTerms(await tallyOf(context, active), active.ruleset, options.reveal === true)
  if (options.format === 'json') {
    const stats = { schema: 'secrecy-screen/lexicon-stats/v1', digest: active.ruleset.digest, ...tally }
    await io.stdout.write(`${JSON.stringify(stats, null, 2)}\n`)
  } else await io.stdout.write(statsText(tally, Number(options.top ?? 20), messages))
  return 0
}

/** Uses the worker pool, with its limits on time and memory. Revealed values stay in memory. */
async function tallyOf(
  { operands, io, messages }: CommandContext, { settings, ruleset }: ActiveLexicons,
): Promise<Tally> {
  const { lexicons, defaultLexicons, requireSigned, limits, segmenter, ocr, jobs } = settings
  const signed = requireSigned !== undefined && { requireSigned }
  const pool = new Pool({
    screener: { ...signed, lexicons, defaultLexicons, limits, segmenter, ocr, reveal: true },
    ...(jobs !== undefined && { jobs }),
  })
  const stop = (): void => void pool.close()
  io.signal.addEventListener('abort', stop, { once: true })
  const progress = createProgress(io, messages, io.stderr.isTTY ? 'line' : 'none')
  const tallying = new TallyBuilder(ruleset.rules)
  try {
    for await (const screening of screenSources(pool, listSources(operands, { stdin: io.stdin }))) {
      io.signal.throwIfAborted()
      tallying.add(screening)
      progress.add([screening])
    }
    io.signal.throwIfAborted()
    return tallying.build()
  } finally {
    progress.clear()
    io.signal.removeEventListener('abort', stop)
    await pool.close()
  }
}

function maskTerms(tally: Tally, { rules }: Ruleset, reveal: boolean): Tally {
  const sensitive = new Set(rules.filter((rule) => rule.sensitive).map(({ id }) => id))
  const terms = tally.terms.map((row) =>
    ({ ...row, term: displayTerm({ sensitive: sensitive.has(row.rule) }, row.term!, reveal) }))
  return { ...tally, terms }
}

function statsText(
  { rules, terms, quiet, bounded, ...sums }: Tally, top: number, { lexicon, severities }: Messages,
): string {
  const heads = [lexicon.documents, severities.block, severities.review, severities.note, lexicon.suppressed]
  const cells = ({ documents, findings, suppressed }: Count) =>
    [documents, findings.block, findings.review, findings.note, suppressed]
  const termRows = terms.slice(0, top).map((row) => [...cells(row), row.term ?? '', row.rule])
  const pieces = [
    `${fill(lexicon.statsSummary, { ...sums })}\n`,
    renderTable([...heads, lexicon.rule], rules.slice(0, top).map((row) => [...cells(row), row.rule])),
    renderTable([...heads, lexicon.term, lexicon.rule], termRows),
    `${fill(lexicon.statsQuiet, { count: quiet.length })}\n${bounded ? `${lexicon.statsBounded}\n` : ''}`,
  ]
  return pieces.filter((piece) => piece !== '').join('\n')
}
