import { createHash, type Hash } from 'node:crypto'
import { maskValue, type MaskText } from '../../mask/index.js'
import {
  LEFT_KINDS, leftSeverity, type Block, type Finding, type LeftKind, type LeftOptions, type Location, type Part,
  type Reading, type Severity, type Visibility,
} from '../../model/index.js'
import { leftFingerprint } from '../outcome/fingerprint.js'
import { toVisible } from '../outcome/excerpt.js'
import { applyWaivers, type Waiver } from '../outcome/waivers.js'
import { leftIn } from './classify.js'
import { containedFiles } from './contained-files.js'
import { pageRepeats } from './text-layer.js'
import { LEFT_TITLES } from './titles.js'

/** How findings of left content are made and shown. */
export interface LeftContext {
  readonly left?: LeftOptions
  readonly waivers?: readonly Waiver[]
  readonly key?: Uint8Array
  readonly reveal?: boolean
  readonly context?: boolean
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Masks values in excerpts and names. */
  readonly mask: MaskText
}

/**
 * The findings of content that a document is left with: one for each kind, with the number of places, the first of
 * them and an excerpt of the first. Nothing of it depends on a term. Cost: linear in the blocks of the parts.
 */
export function findLeftBehind(
  document: { readonly path: string; readonly sha256: string }, reading: Reading, context: LeftContext,
): { readonly active: Finding[]; readonly waived: Finding[] } {
  const groups = new Map<LeftKind, Group>()
  const repeats = pageRepeats(reading)
  for (const part of reading.parts) {
    for (const { kind, text, block } of leftIn(part, reading.format)) {
      if (kind !== 'hidden-text' || !repeats(text, block)) addTo(groups, kind, text, placeOf(part, block))
    }
  }
  for (const { kind, name } of containedFiles(document.path, reading)) {
    addTo(groups, kind, name, { location: { kind: 'attachment' }, visibility: 'metadata' })
  }
  const findings = LEFT_KINDS.flatMap((kind) => {
    const group = groups.get(kind)
    const severity = leftSeverity(kind, context.left)
    return group && severity !== 'off' ? [findingOf(kind, severity, group, document, context)] : []
  })
  return applyWaivers(findings, context.waivers ?? [], context.today)
}

/** The places of one kind. */
interface Group {
  count: number
  readonly first: string
  readonly visibility: Visibility
  readonly places: Location[]
  /** Of all texts, so that a waiver holds only as long as nothing is added. */
  readonly digest: Hash
}

interface Found {
  readonly location: Location
  readonly visibility: Visibility
}

/** Places listed for one kind; the count says how many there are. */
const MAX_PLACES = 5

function addTo(groups: Map<LeftKind, Group>, kind: LeftKind, text: string, { location, visibility }: Found): void {
  let group = groups.get(kind)
  if (!group) {
    group = { count: 0, first: text, visibility, places: [], digest: createHash('sha256') }
    groups.set(kind, group)
  }
  group.count++
  if (group.places.length < MAX_PLACES) group.places.push(location)
  group.digest.update(`${text.length} ${text}`)
}

function placeOf({ kind, name }: Part, { place, visibility }: Block): Found {
  return { location: { ...place, kind, ...(name !== '' && { name }) }, visibility }
}

function findingOf(
  kind: LeftKind, severity: Severity, group: Group, document: { readonly path: string; readonly sha256: string },
  context: LeftContext,
): Finding {
  const [location, ...places] = group.places.map((one) => shownLocation(one, context.mask)) as [Location, ...Location[]]
  const rule = `left.${kind}`
  return {
    rule, category: 'left-behind', severity, title: LEFT_TITLES[kind],
    match: excerptOf(kind, group.first, context),
    visibility: group.visibility, location, ...(places.length > 0 && { places }),
    ...contextOf(kind, group.first, context),
    basis: severity === 'note' ? [] : BASIS,
    reasons: [
      { code: 'left-count', args: { count: group.count } },
      { code: severity === 'note' ? 'left-usual' : 'left-unseen' }, { code: 'left-practice' },
      ...(group.visibility === 'visible' ? [] : [{ code: `${group.visibility}-text` } as const]),
    ],
    fingerprint: leftFingerprint(document, rule, group.digest.digest('hex'), context.key),
  }
}

/** What is published must be reviewed as a whole, item by item; no article names what is left in a file. */
const BASIS = ['保守国家秘密法 第三十五条', '保守国家秘密法实施条例 第四十二条']

/** Units of an excerpt: enough to know the passage again. */
const MAX_EXCERPT = 40
/** Units of an excerpt of which only the first character is shown. */
const MAX_MASKED = 12

/** The beginning of the first text: its first character and stars, or all of it. Names of files are as everywhere. */
function excerptOf(kind: LeftKind, text: string, { reveal, mask }: LeftContext): string {
  const line = lineOf(text)
  if (kind === 'embedded-files' || kind === 'attachments') return mask(clip(line, MAX_EXCERPT * 2))
  return reveal ? clip(line, MAX_EXCERPT) : maskValue('term', clip(line, MAX_MASKED))
}

/** For reports that show sentences: the same words with their values masked. */
function contextOf(kind: LeftKind, text: string, { reveal, context, mask }: LeftContext): Pick<Finding, 'context'> {
  if (reveal || !context || UNSHOWN.has(kind)) return {}
  return { context: { before: '', after: ` ${clip(mask(lineOf(text)), MAX_EXCERPT)}` } }
}

/** The match says all that may be shown of names of files and of persons. */
const UNSHOWN: ReadonlySet<LeftKind> = new Set(['embedded-files', 'attachments', 'author'])

function lineOf(text: string): string {
  return toVisible(text.slice(0, MAX_READ)).replace(/\s+/g, ' ').trim()
}

/** Units read of a text: more than is shown, so that a value at the end is seen as a whole. */
const MAX_READ = 200

function clip(text: string, units: number): string {
  return text.length <= units ? text : `${text.slice(0, units).toWellFormed()}…`
}

function shownLocation(location: Location, mask: MaskText): Location {
  const { name, sheet } = location
  return {
    ...location,
    ...(name !== undefined && { name: mask(name) }), ...(sheet !== undefined && { sheet: mask(sheet) }),
  }
}
