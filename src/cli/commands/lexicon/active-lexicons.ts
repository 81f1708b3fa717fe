import { compile, defaultLexiconFiles, loadLexicons, type Lexicon } from '../../../lexicon/index.js'
import type { Ruleset } from '../../../model/index.js'
import { resolveSettings, type PolicyScope, type Settings } from '../../settings/settings.js'
import type { CommandContext } from '../command.js'

/** The lexicons that a screening with the same options would use, and the ruleset compiled from them. */
export interface ActiveLexicons {
  readonly settings: Settings
  readonly lexicons: readonly Lexicon[]
  readonly ruleset: Ruleset
}

/**
 * Loads the active lexicons.
 * @param scope where they may come from; default: also from the working folder
 * @throws ScreenError `configuration` with every complaint
 */
export async function loadActiveLexicons(
  { options, io }: Pick<CommandContext, 'options' | 'io'>, scope: Omit<PolicyScope, 'env'> = {},
): Promise<ActiveLexicons> {
  const settings = await resolveSettings(options, { env: io.env, askSecret: io.askSecret, ...scope })
  const shipped = settings.defaultLexicons ? await defaultLexiconFiles() : []
  const lexicons = await loadLexicons(settings.lexicons, { base: shipped, requireSigned: settings.requireSigned })
  return { settings, lexicons, ruleset: compile(lexicons) }
}
