import {
  createGap, notExamined, type Finding, type Location, type Screening, type UnplacedGap,
} from '../../model/index.js'
import { readStoredScreenings } from '../screening-schema.js'
import { readBasis, SCHEMA_V1, type Basis } from './basis.js'
import type { EntryRow } from './entry.js'

/** The basis of a row. */
export function basisOf({ basis }: Pick<EntryRow, 'basis'>): Basis {
  return readBasis(basis)
}

type Content = Pick<EntryRow, 'basis' | 'content' | 'path'>

/**
 * The screenings of a row that records a document. A row whose content is none, which this program has not written,
 * gives a document that was not examined.
 */
export function screeningsOf(row: Content): readonly Screening[] {
  const damaged = createGap('', 'damaged', { detail: 'record' })
  return storedScreeningsOf(row) ?? [notExamined(row.path, damaged)]
}

/**
 * The screenings of a row, if its content is that. A row stays as it was written, since the chain covers its text; one
 * of an earlier schema is upgraded when it is read.
 */
export function storedScreeningsOf({ basis, content }: Omit<Content, 'path'>): readonly Screening[] | undefined {
  try {
    if (schemaOf(basis) === '') return undefined
    const stored = JSON.parse(content) as unknown[]
    return readStoredScreenings(schemaOf(basis) === SCHEMA_V1 ? (stored as ScreeningV1[]).map(upgrade) : stored)
  } catch {
    return undefined
  }
}

/** Thousands of rows share one basis text. */
const schemas = new Map<string, string>()

function schemaOf(basis: string): string {
  const schema = schemas.get(basis) ?? basisOf({ basis }).schema
  schemas.set(basis, schema)
  return schema
}

/** `secrecy-screen/report/v1` had two other names: a location's `kind` and a gap's `piece` were both called `part`. */
interface ScreeningV1 extends Omit<Screening, 'findings' | 'suppressed' | 'gaps'> {
  readonly findings: readonly FindingV1[]
  readonly suppressed: readonly FindingV1[]
  readonly gaps: readonly GapV1[]
}
type FindingV1 = Omit<Finding, 'location'> & { readonly location: LocationV1 }
type LocationV1 = Omit<Location, 'kind'> & { readonly part: Location['kind'] }
type GapV1 = UnplacedGap & { readonly part: string }

function upgrade(screening: ScreeningV1): Screening {
  const { findings, suppressed, gaps } = screening
  return {
    ...screening, findings: findings.map(upgradeFinding), suppressed: suppressed.map(upgradeFinding),
    gaps: gaps.map(({ part, reason, args }) => createGap(part, reason, args)),
  }
}

function upgradeFinding(finding: FindingV1): Finding {
  const { part, ...place } = finding.location
  return { ...finding, location: { kind: part, ...place } }
}
