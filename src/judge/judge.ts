import type { Finding, Gap, Hits, Limits, Part, Rule, Ruleset, Span } from '../model/index.js'
import type { Candidate, Decision } from './candidate.js'
import { judgeDocumentNumber } from './document-number.js'
import { Edges, type LoadSegmenter } from './edges.js'
import { Fingerprints } from './fingerprint.js'
import { Listing } from './listing.js'
import { digitGroups } from './identifiers/index.js'
import { judgeMark } from './marks/index.js'
import { byPlace, settleOverlaps } from './overlaps.js'
import type { RemarkCode } from './reasons.js'
import { Shortlist } from './shortlist.js'
import { showFindings } from './shown.js'
import { judgeTerm, wantsEdges, withEdges } from './terms.js'
import { visibilityOf, type Text } from './text.js'
import { applyWaivers, type Waiver } from './waivers.js'

export interface JudgeOptions {
  readonly ruleset: Ruleset
  readonly limits: Limits
  /** Asked for only when a rule wants word edges; without it such hits stay, as `review` at most. */
  readonly segmenter?: LoadSegmenter
  readonly waivers?: readonly Waiver[]
  /** Secret key of the fingerprints. */
  readonly key?: Uint8Array
  readonly reveal?: boolean
  readonly context?: boolean
  /** `YYYY-MM-DD`: waivers and terms end by it. */
  readonly today: string
}

/** A part with what the matcher found in it: triples with indexes into `ruleset.patterns`. */
export interface ScannedPart {
  readonly part: Part
  readonly hits: Hits
}

/** The document that is judged: what fingerprints are made with. */
export interface Judged {
  readonly path: string
  /** Hex. */
  readonly sha256: string
}

/** What was judged of one document. Suppressed: judged down or waived, each with its reasons. */
export interface Judgement {
  readonly findings: Finding[]
  readonly suppressed: Finding[]
  readonly gaps: Gap[]
  readonly remarks: string[]
}

/** A document on the bench: what its parts share while they are judged. */
interface Bench {
  readonly options: JudgeOptions
  readonly edges: Edges
  readonly listings: ReadonlyMap<number, Listing>
  readonly shortlist: Shortlist
}

/**
 * Judges the hits of a document: each is read in its surroundings by its rule's detector, overlaps are settled,
 * waivers applied. The same parts and options give the same answer, ordered by part, place and rule.
 * Cost: a few microseconds a hit, however long its line; memory is bounded by `limits.findings`.
 */
export async function judge(
  document: Judged,
  parts: readonly ScannedPart[],
  options: JudgeOptions,
): Promise<Judgement> {
  const bench: Bench = {
    options,
    edges: new Edges(options.segmenter),
    listings: listingsOf(options.ruleset),
    shortlist: new Shortlist(options.limits.findings),
  }
  for (const [index, { part, hits }] of parts.entries()) await judgePart({ part, index, held: new Map() }, hits, bench)
  return conclude(document, parts.map(({ part }) => part), bench)
}

function listingsOf({ rules }: Ruleset): ReadonlyMap<number, Listing> {
  const listings = new Map<number, Listing>()
  for (const [index, rule] of rules.entries()) {
    if (rule.detector.kind === 'identifier') listings.set(index, new Listing(rule, rule.detector))
  }
  return listings
}

async function judgePart(text: Text, hits: Hits, bench: Bench): Promise<void> {
  const { rules } = bench.options.ruleset
  const numbers = judgeNumbers(text, hits, bench)
  for (const candidate of settleOverlaps(present(numbers), rules)) bench.shortlist.add(candidate)
  for (let from = 0; from < hits.length;) {
    const to = batchEnd(hits, from)
    const candidates = await judgeBatch(text, hits, from, to, bench)
    for (const candidate of settleOverlaps(present(candidates), rules)) bench.shortlist.add(candidate)
    from = to
  }
}

/** The identifiers of a part: its digits are looked up once for all kinds; a kind that wants a label waits for one. */
function judgeNumbers(text: Text, hits: Hits, { listings, options }: Bench): (Candidate | undefined)[] {
  if (listings.size === 0) return []
  const groups = digitGroups(text.part.text)
  const labelled = new Set<number>()
  for (let at = 0; at < hits.length; at += 3) {
    for (const rule of options.ruleset.patterns[hits[at]!]!.rules) if (listings.has(rule)) labelled.add(rule)
  }
  return [...listings].flatMap(([rule, listing]) => {
    if (listing.wantsLabel && !labelled.has(rule)) return []
    return listing.judge(text, groups).map((found) => place(found, rule, text))
  })
}

/** Hits judged together: enough to settle overlaps among them, few enough to hold. */
const BATCH = 3 * 4096
/** Code units between two hits that no finding reaches over, as a rule. */
const APART = 200

/** Where a batch that starts at `from` ends: at a gap in the hits where there is one. */
function batchEnd(hits: Hits, from: number): number {
  for (let at = from + BATCH; at < hits.length && at < from + 2 * BATCH; at += 3) {
    if (hits[at + 1]! - hits[at - 1]! > APART) return at
  }
  return Math.min(hits.length, from + 2 * BATCH)
}

async function judgeBatch(
  text: Text, hits: Hits, from: number, to: number, bench: Bench,
): Promise<(Candidate | undefined)[]> {
  const { patterns, rules } = bench.options.ruleset
  const candidates: (Candidate | undefined)[] = []
  for (let at = from; at < to; at += 3) {
    const hit = { start: hits[at + 1]!, end: hits[at + 2]! }
    if (visibilityOf(text.part, hit) === undefined) continue
    for (const rule of patterns[hits[at]!]!.rules) {
      const decision = detect(text, hit, rules[rule]!, bench.options.today)
      if (!decision) continue
      const asks = wantsEdges(decision, rules[rule]!, text)
      if (asks && !bench.edges.ready) await bench.edges.prepare()
      const settled = asks ? withEdges(decision, bench.edges.ask(text.part.text, decision)) : decision
      candidates.push(place(settled, rule, text))
    }
  }
  return candidates
}

function detect(text: Text, hit: Span, rule: Rule, today: string): Decision | undefined {
  const { detector } = rule
  switch (detector.kind) {
    case 'terms': return judgeTerm(text, hit, rule, detector)
    case 'mark': return judgeMark(text, hit, rule, detector, today)
    case 'document-number': return judgeDocumentNumber(text, hit, rule, detector)
    case 'identifier': return undefined
  }
}

/** A decision in its place; none where all that it touches is told elsewhere. */
function place(decision: Decision, rule: number, { part, index }: Text): Candidate | undefined {
  const visibility = visibilityOf(part, decision)
  return visibility && { ...decision, rule, part: index, visibility }
}

function present(candidates: readonly (Candidate | undefined)[]): Candidate[] {
  return candidates.filter((candidate) => candidate !== undefined).sort(byPlace)
}

function conclude(document: Judged, parts: readonly Part[], bench: Bench): Judgement {
  const { options, shortlist, listings } = bench
  const { rules } = options.ruleset
  const found = shortlist.findings()
  const dropped = shortlist.suppressed()
  const settled = found.listed.map((candidate) => listings.get(candidate.rule)?.settle(candidate) ?? candidate)
  const prints = new Fingerprints(document, options.key)
  const showing = { reveal: options.reveal ?? false, context: options.context ?? false }
  const findings = showFindings(settled, rules, parts, prints, showing)
  const { standing, waived } = applyWaivers(findings, options.waivers ?? [], options.today)
  const remarks: RemarkCode[] = []
  if (bench.edges.missed) remarks.push('word-edges-unchecked')
  if (dropped.more > 0) remarks.push('suppressed-not-all-listed')
  return {
    findings: standing,
    suppressed: [...waived, ...showFindings(dropped.listed, rules, parts, prints, showing)],
    gaps: found.more > 0 ? [tooMany(options.limits.findings, found.more)] : [],
    remarks,
  }
}

function tooMany(value: number, more: number): Gap {
  return { part: '', reason: 'limit-exceeded', args: { limit: 'findings', value, more } }
}
