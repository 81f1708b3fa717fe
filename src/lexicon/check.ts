import { ScreenError, type Complaint } from '../model/index.js'
import type { Lexicon } from './lexicon.js'
import { loadLexicons } from './load.js'
import { prove, type ScreenText } from './prove.js'

/** The result of checking lexicon files. */
export interface LexiconCheck {
  /** The lexicons of the files; empty when any file could not be loaded. */
  readonly lexicons: readonly Lexicon[]
  /** Number of example sentences tried. */
  readonly examples: number
  /** Every mistake, in the order of files and rules. */
  readonly complaints: readonly Complaint[]
}

export interface CheckOptions {
  /** Files to load first, such as the shipped ones. Their ids are taken, and the checked files can override them. */
  readonly base?: readonly string[]
  /** Public Ed25519 key (PEM). Each checked file must be signed with its private key. */
  readonly requireSigned?: string | undefined
}

/** Loads lexicon files and tries their rules on their own examples. Mistakes are collected, not thrown. */
export async function checkLexicons(
  files: readonly string[], screenText: ScreenText, { base = [], requireSigned }: CheckOptions = {},
): Promise<LexiconCheck> {
  try {
    const first = base.filter((file) => !files.includes(file))
    const lexicons = (await loadLexicons(files, { base: first, requireSigned })).slice(first.length)
    const rules = lexicons.flatMap((lexicon) => lexicon.rules)
    const examples = rules.reduce((sum, { mustHit, mustMiss }) => sum + mustHit.length + mustMiss.length, 0)
    return { lexicons, examples, complaints: await prove(lexicons, screenText) }
  } catch (error) {
    if (!(error instanceof ScreenError) || !error.details.complaints) throw error
    return { lexicons: [], examples: 0, complaints: error.details.complaints }
  }
}
