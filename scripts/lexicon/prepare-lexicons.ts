import { readFile } from 'node:fs/promises'
import { defaultLexiconFiles, lexiconError, parseLexicon } from '../../src/lexicon/index.js'
import { prepare, type PreparedLexicons } from '../../src/lexicon/prepared.js'

/** The shipped lexicons, parsed. @throws ScreenError `configuration` with everything that is wrong with their files */
export async function prepareLexicons(): Promise<PreparedLexicons> {
  const files = await defaultLexiconFiles()
  const entries = await Promise.all(files.map(async (file) => {
    const bytes = await readFile(file)
    const { lexicon, complaints } = parseLexicon(file, bytes.toString('utf8'))
    if (!lexicon) throw lexiconError(complaints)
    return prepare(lexicon, bytes)
  }))
  return Object.assign({}, ...entries) as PreparedLexicons
}
