import { compile, defaultLexiconFiles, loadLexicons, type Lexicon } from '../../../lexicon/index.js'
import type { Ruleset } from '../../../model/index.js'
import { resolveSettings, type Settings } from '../../settings/settings.js'
import type { CommandRun } from '../command.js'

/** The lexicons a screening with the same options would use, and what they compile to. */
export interface InForce {
  readonly settings: Settings
  readonly lexicons: readonly Lexicon[]
  readonly ruleset: Ruleset
}

/** Loads the lexicons in force. @throws ScreenError `configuration` with every complaint */
export async function lexiconsInForce({ given }: Pick<CommandRun, 'given'>): Promise<InForce> {
  const settings = await resolveSettings(given)
  const shipped = settings.defaultLexicons ? await defaultLexiconFiles() : []
  const lexicons = await loadLexicons(settings.lexicons, { base: shipped, requireSigned: settings.requireSigned })
  return { settings, lexicons, ruleset: compile(lexicons) }
}
