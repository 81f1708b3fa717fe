import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { citedClause, loadLaws, type Law } from '../../src/lexicon/laws.js'
import { clauseHash, clauseText, normaliseClause, parseLaw, type LawText } from './law-text.js'

/** What a comparison of one clause found. */
export interface Difference {
  readonly basis: string
  readonly fault: 'no-text' | 'no-clause' | 'other-text' | 'other-duty'
}

/** A text in a folder, named `LAW(YYYY-MM-DD).md`. */
export interface NamedText {
  readonly name: string
  readonly version: string
  readonly text: LawText
}

/** Compares each checked clause of the law data with the texts of the laws in the version that it names. */
export function compareLaws(laws: readonly Law[], texts: readonly NamedText[]): Difference[] {
  return laws.flatMap((law) => [...law.clauses].flatMap(([key, { checked }]) => {
    if (!checked) return []
    const basis = `${law.name} ${key}`
    const text = texts.find(({ name, version }) => name === law.name && version === law.version)
    const fault = text ? faultOf(basis, laws, clauseText(text.text, key)) : 'no-text'
    return fault ? [{ basis, fault }] : []
  }))
}

function faultOf(basis: string, laws: readonly Law[], text: string | undefined): Difference['fault'] | undefined {
  if (text === undefined) return 'no-clause'
  const { duty, sha256 } = citedClause(basis, laws)!.clause!
  if (sha256 !== clauseHash(text)) return 'other-text'
  return duty !== undefined && normaliseClause(text).includes(normaliseClause(duty)) ? undefined : 'other-duty'
}

/** The texts of laws in folders, and in the folders below them. */
export async function readTexts(folders: readonly string[]): Promise<NamedText[]> {
  const found: NamedText[] = []
  for (const folder of folders) {
    const files = (await readdir(folder, { recursive: true })).sort()
    for (const file of files) {
      const [, name, version] = NAME.exec(file) ?? []
      if (name === undefined || version === undefined) continue
      found.push({ name, version, text: parseLaw(await readFile(join(folder, file), 'utf8')) })
    }
  }
  return found
}

const NAME = /(?:^|[\\/_])(?:中华人民共和国)?([^\\/_(（]+)[(（](\d{4}-\d{2}-\d{2})[)）]\.(?:md|txt)$/

if (process.argv[1]?.endsWith('compare.ts')) {
  const laws = await loadLaws()
  const differences = compareLaws(laws, await readTexts(process.argv.slice(2)))
  const clauses = laws.flatMap(({ clauses: all }) => [...all.values()])
  const unchecked = clauses.filter(({ checked }) => !checked).length
  for (const { basis, fault } of differences) console.log(`${fault}\t${basis}`)
  console.log(`${clauses.length} clauses, ${unchecked} without a text, ${differences.length} differences`)
  process.exitCode = differences.length > 0 ? 1 : 0
}
