import { ScreenError, type Complaint } from '../model/index.js'
import type { Lexicon } from './lexicon.js'
import { loadLexicons } from './load.js'
import { prove, type ScreenText } from './prove.js'

/** What checking lexicon files came to. */
export interface LexiconCheck {
  /** Those that could be loaded; empty when any file has complaints of form. */
  readonly lexicons: readonly Lexicon[]
  /** How many example sentences were tried. */
  readonly examples: number
  /** Everything that is wrong, by file and line. */
  readonly complaints: readonly Complaint[]
}

export interface CheckOptions {
  /** Files they will be used with: their rules can be overridden, and their ids are taken. */
  readonly beside?: readonly string[]
  /** Public key (PEM) for which each of the files must be signed. */
  readonly signedBy?: string
}

/**
 * Loads the files and proves their rules: everything wrong with them, told together.
 */
export async function checkLexicons(
  files: readonly string[], screenText: ScreenText, options: CheckOptions = {},
): Promise<LexiconCheck> {
  try {
    const base = (options.beside ?? []).filter((file) => !files.includes(file))
    const lexicons = (await loadLexicons(files, { base, requireSigned: options.signedBy })).slice(base.length)
    const rules = lexicons.flatMap((lexicon) => lexicon.rules)
    const examples = rules.reduce((sum, { mustHit, mustMiss }) => sum + mustHit.length + mustMiss.length, 0)
    return { lexicons, examples, complaints: await prove(lexicons, screenText) }
  } catch (error) {
    if (!(error instanceof ScreenError) || !error.details.complaints) throw error
    return { lexicons: [], examples: 0, complaints: error.details.complaints }
  }
}
