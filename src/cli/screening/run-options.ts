import type { Pool } from '../../bulk/index.js'
import { withLexiconWeakenings, type Policy } from '../../model/index.js'
import type { ReportHead } from '../../report/index.js'
import type { ScreenerOptions } from '../../screener.js'
import type { Io } from '../io.js'
import type { WriterOptions } from '../output/report-writer.js'
import { packageVersion } from '../package.js'
import type { Settings } from '../settings/settings.js'

/** The options of the workers. Only an interactive terminal or `--reveal` gets sentences of documents. */
export function screenerOptions(settings: Settings, io: Io): ScreenerOptions {
  const { lexicons, defaultLexicons, requireSigned, waivers, key, reveal, limits, left } = settings
  const { segmenter, ocr, passwords } = settings
  const interactive = settings.format === 'terminal' && settings.output === undefined && io.stdout.isTTY
  return {
    lexicons, defaultLexicons, waivers, reveal, context: reveal || interactive, limits, left, segmenter, ocr,
    passwords,
    preview: reveal && settings.format === 'html',
    ...(requireSigned !== undefined && { requireSigned }), ...(key && { key }),
  }
}

export function writerOptions(settings: Settings, io: Io): WriterOptions {
  const toTerminal = settings.output === undefined && io.stdout.isTTY
  const { language, showSuppressed, allowIncomplete, failOn, reveal } = settings
  const color = toTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
  return {
    language, color, columns: toTerminal ? io.stdout.columns : 80, showSuppressed, allowIncomplete, failOn,
    reveal, base: process.cwd(),
  }
}

/** The program, the ruleset and the policy, for the report. */
export async function reportHead(pool: Pool, policy: Policy): Promise<ReportHead> {
  const { digest, lexicons, weakenings } = await pool.ruleset
  const tool = { name: 'secrecy-screen', version: packageVersion() }
  return { tool, ruleset: { digest, lexicons }, policy: withLexiconWeakenings(policy, weakenings) }
}
