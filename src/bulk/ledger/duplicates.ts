import type { Finding, Screening } from '../../model/index.js'

/** Two documents with the same content: one that was screened, and one that was not. */
export interface DuplicateComparison {
  /** Path of the document that was screened. */
  readonly from: string
  /** Path of the document that was not. */
  readonly to: string
  /** Whether the name of `to` has no findings. */
  readonly nameIsClean: boolean
  /** Whether fingerprints are made with a key: then they depend on the document's name. */
  readonly keyed: boolean
}

/**
 * Whether screenings of one document are valid for another with the same content. The name of a document is screened
 * too, its folders are not. So they are valid under the same name. Under another name they are valid if neither name
 * has findings, the extension is the same (readers use it to detect the format), and nothing else depends on the name.
 */
export function areValidForDuplicate(
  screenings: readonly Screening[], { from, to, nameIsClean, keyed }: DuplicateComparison,
): boolean {
  if (from.includes('!') || to.includes('!')) return from === to
  if (nameOf(from) === nameOf(to)) return true
  const [screening, ...members] = screenings
  if (!nameIsClean || members.length > 0 || extensionOf(from) !== extensionOf(to)) return false
  const found = [...screening!.findings, ...screening!.suppressed]
  return !found.some(({ location }) => location.kind === 'filename') && !(keyed && found.length > 0)
}

/** The same screenings for a document at another path. */
export function moveScreenings(screenings: readonly Screening[], from: string, to: string): readonly Screening[] {
  if (from === to) return screenings
  return screenings.map((screening) => ({ ...screening, path: to + screening.path.slice(from.length) }))
}

/** Whether the result can differ on another day: the secrecy term of a mark may end, which shows in a year. */
export function dependOnDay(screenings: readonly Screening[]): boolean {
  return screenings.some(({ findings, suppressed }) => findings.some(hasDate) || suppressed.some(hasDate))
}

function hasDate({ level, match, reasons }: Finding): boolean {
  return reasons.some(({ code }) => code === 'term-over') || (level !== undefined && YEAR.test(match))
}

/** Four digits, ASCII, full-width or Chinese, with up to four other characters between two of them. */
const YEAR = /(?:[\d０-９〇○Ｏ零一二三四五六七八九][^\d０-９年月]{0,4}){4}/

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function extensionOf(path: string): string {
  const name = nameOf(path)
  return name.slice(name.lastIndexOf('.')).toLowerCase()
}
