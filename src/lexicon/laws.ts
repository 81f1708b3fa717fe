import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { complain, ScreenError, type Complaint } from '../model/index.js'
import type { Lexicon } from './lexicon.js'
import { packageRoot } from './load.js'
import { isDay } from './schema.js'
import { mistake } from './validation.js'
import { readYaml } from './yaml-file.js'

/** Name and version of the format, the value of the key `schema` in the law data. */
const LAWS_SCHEMA = 'secrecy-screen/laws/v1'

const text = v.pipe(v.string(), v.check((value) => value.trim() !== '', mistake('empty')))
const day = v.pipe(v.string(), v.check(isDay, mistake('not-day')))

const clause = v.strictObject({
  /** The words of the clause that state the duty, as they stand in the law. */
  duty: v.optional(text),
  /** Of the normalised text of the article, paragraph or item, in hex; missing where no text was at hand. */
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  checked: v.optional(v.literal(false)),
})

const law = v.strictObject({
  name: text,
  /** Adopted, or last amended, on this day. */
  version: day,
  'in-force': v.strictObject({ from: day, to: v.optional(day) }),
  /** For a law whose text could not be compared: where its wording is known from. */
  source: v.optional(text),
  clauses: v.optional(v.record(text, clause)),
})

const schema = v.strictObject({ schema: v.literal(LAWS_SCHEMA), laws: v.array(law) })

/** A law that rules cite, in the version in force. */
export interface Law {
  readonly name: string
  /** YYYY-MM-DD, as the other days. */
  readonly version: string
  readonly from: string
  readonly to?: string
  readonly source?: string
  /** By their names, such as 第十六条第二款. */
  readonly clauses: ReadonlyMap<string, Clause>
}

export interface Clause {
  readonly duty?: string
  readonly sha256?: string
  /** Whether the clause was compared with the text of the law. */
  readonly checked: boolean
}

/** A legal basis of a rule, found in the law data. */
export interface CitedClause {
  readonly law: Law
  /** Undefined for a basis that names only the law. */
  readonly clause?: Clause
}

/** The file of the law data. */
async function lawsFile(): Promise<string> {
  return join(await packageRoot(), 'data', 'laws.yaml')
}

/**
 * Reads the law data.
 * @throws ScreenError `configuration` with every complaint
 */
export async function loadLaws(file?: string): Promise<readonly Law[]> {
  const path = file ?? await lawsFile()
  const read = readYaml(path, await readFile(path, 'utf8'), schema)
  if (read.value === undefined) throw new ScreenError('laws-invalid', { file: path }, { complaints: read.complaints })
  return read.value.laws.map(({ name, version, 'in-force': { from, to }, source, clauses = {} }) => ({
    name, version, from, ...(to !== undefined && { to }), ...(source !== undefined && { source }),
    clauses: new Map(Object.entries(clauses).map(([key, { duty, sha256, checked = true }]) =>
      [key, { ...(duty !== undefined && { duty }), ...(sha256 !== undefined && { sha256 }), checked }])),
  }))
}

/** The law, and the clause, that a basis such as `保守国家秘密法 第二十二条` names. */
export function citedClause(basis: string, laws: readonly Law[]): CitedClause | undefined {
  const [name = '', key] = basis.split(' ')
  const found = laws.find((one) => one.name === name)
  const clause = key === undefined ? undefined : found?.clauses.get(key)
  if (!found || (key !== undefined && !clause)) return undefined
  return { law: found, ...(clause && { clause }) }
}

/** Each basis of a rule that the law data does not have. */
export function lintBasis(lexicons: readonly Lexicon[], laws: readonly Law[]): Complaint[] {
  return lexicons.flatMap(({ rules }) => rules.flatMap(({ rule: { id: rule, basis }, position }) =>
    basis.flatMap((one, index) =>
      (citedClause(one, laws) ? [] : [complain(position, 'basis-unknown', { rule, index })]))))
}

/** What the rules cite and nobody compared with the text of the law, sorted. */
export function uncheckedBasis(lexicons: readonly Lexicon[], laws: readonly Law[]): string[] {
  const cited = new Set(lexicons.flatMap(({ rules }) => rules.flatMap(({ rule }) => rule.basis)))
  return [...cited].filter((basis) => citedClause(basis, laws)?.clause?.checked !== true).sort()
}
