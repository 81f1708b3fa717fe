import type { Finding, Screening } from '../../model/index.js'

/** What of a screening may be taken over for a document of the same content at another path. */
export interface CopyQuestion {
  readonly from: string
  readonly to: string
  /** Nothing is found in the name `to`. */
  readonly nameIsClean: boolean
  /** Fingerprints are made with a key: then the name takes part in them. */
  readonly keyed: boolean
}

/**
 * Whether screenings of one document are those of another with the same content. The folders it lies in are not
 * screened, its name is: under the same name they are; under another they are where neither name says anything, the
 * ending (which helps to tell the format) is the same, and nothing else was made out of the name.
 */
export function areOfCopy(screenings: readonly Screening[], { from, to, nameIsClean, keyed }: CopyQuestion): boolean {
  if (from.includes('!') || to.includes('!')) return from === to
  if (nameOf(from) === nameOf(to)) return true
  const [screening, ...members] = screenings
  if (!nameIsClean || members.length > 0 || endingOf(from) !== endingOf(to)) return false
  const found = [...screening!.findings, ...screening!.suppressed]
  return !found.some(({ location }) => location.kind === 'filename') && !(keyed && found.length > 0)
}

/** The same screenings at another path. */
export function atPath(screenings: readonly Screening[], from: string, to: string): readonly Screening[] {
  if (from === to) return screenings
  return screenings.map((screening) => ({ ...screening, path: to + screening.path.slice(from.length) }))
}

/** Whether the answer could be another one on another day: a mark may have a last day, told by its year. */
export function dependsOnDay(screenings: readonly Screening[]): boolean {
  return screenings.some(({ findings, suppressed }) => findings.some(hasDate) || suppressed.some(hasDate))
}

function hasDate({ level, match, reasons }: Finding): boolean {
  return reasons.some(({ code }) => code === 'term-over') || (level !== undefined && YEAR.test(match))
}

/** Four digits of any writing, with whatever stands between them. */
const YEAR = /(?:[\d０-９〇○Ｏ零一二三四五六七八九][^\d０-９年月]{0,4}){4}/

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function endingOf(path: string): string {
  const name = nameOf(path)
  return name.slice(name.lastIndexOf('.')).toLowerCase()
}
