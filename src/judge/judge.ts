import type { Finding, Gap, Hits, Limits, Part, RemarkCode, Rule, Ruleset, Span } from '../model/index.js'
import { placed, type Candidate, type Decision } from './candidate.js'
import { judgeDocumentNumber } from './document-number.js'
import { Edges, type LoadSegmenter } from './context/word-edges.js'
import { Fingerprints } from './outcome/fingerprint.js'
import { judgeMark, type Days } from './marks/index.js'
import { issuedOn } from './marks/issue-date.js'
import { Numbers } from './identifiers/identifier-judge.js'
import { byPlace, settleOverlaps } from './outcome/overlaps.js'
import { planOf, type Plan } from './plan.js'
import { Shortlist } from './outcome/shortlist.js'
import { showFindings } from './outcome/findings.js'
import { judgeTerm, looksIn, wantsEdges, withEdges } from './terms.js'
import { visibilityOf, type Text } from './context/part.js'
import { applyWaivers, type Waiver } from './outcome/waivers.js'

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

/** A part with what the matcher found in it. */
export interface ScannedPart {
  readonly part: Part
  /** Triples with indexes into `ruleset.patterns`. */
  readonly hits: Hits
  /** Start and end of each run of digits in turn, ascending. */
  readonly digitRuns: Uint32Array
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
  readonly remarks: RemarkCode[]
}

/** A document on the bench: what its parts share while they are judged. */
interface Bench {
  readonly options: JudgeOptions
  readonly plan: Plan
  readonly edges: Edges
  readonly numbers: Numbers
  readonly shortlist: Shortlist
  readonly days: Days
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
    plan: planOf(options.ruleset),
    edges: new Edges(options.segmenter),
    numbers: new Numbers(options.ruleset),
    shortlist: new Shortlist(options.limits.findings),
    days: daysOf(parts, options.today),
  }
  for (let index = 0; index < parts.length; index++) {
    const { part, hits, digitRuns } = parts[index]!
    if (hits.length + digitRuns.length === 0) continue
    const text: Text = { part, index }
    const numbers = bench.numbers.judge(text, hits, digitRuns)
    if (numbers.length > 0) keep(numbers, bench)
    if (hits.length > 0) await judgeHits(text, hits, bench)
  }
  return conclude(document, parts, bench)
}

/** The date of issue is looked for once, and only when a mark asks. */
function daysOf(parts: readonly ScannedPart[], today: string): Days {
  let issued: { readonly on: string | undefined } | undefined
  return { today, issued: () => (issued ??= { on: issuedOn(parts.map(({ part }) => part)) }).on }
}

async function judgeHits(text: Text, hits: Hits, bench: Bench): Promise<void> {
  for (let from = 0; from < hits.length;) {
    const to = batchEnd(hits, from)
    keep(await judgeBatch(text, hits, from, to, bench), bench)
    from = to
  }
}

/** Candidates of one part on the shortlist, once what overlaps is settled. */
function keep(candidates: Candidate[], { options, shortlist }: Bench): void {
  for (const candidate of settleOverlaps(candidates.sort(byPlace), options.ruleset.rules)) shortlist.add(candidate)
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
): Promise<Candidate[]> {
  const { rules } = bench.options.ruleset
  const candidates: Candidate[] = []
  for (let at = from; at < to; at += 3) {
    const hit = { start: hits[at + 1]!, end: hits[at + 2]! }
    for (const rule of bench.plan.judging[hits[at]!]!) {
      if (!looksIn(rules[rule]!, text.part.kind) || visibilityOf(text.part, hit) === undefined) continue
      const decision = detect(text, hit, rules[rule]!, bench.days)
      if (!decision) continue
      const asks = wantsEdges(decision, rules[rule]!, text)
      if (asks && !bench.edges.ready) await bench.edges.prepare()
      const settled = asks ? withEdges(decision, bench.edges.ask(text.part.text, decision)) : decision
      const candidate = placed(settled, rule, text)
      if (candidate) candidates.push(candidate)
    }
  }
  return candidates
}

function detect(text: Text, hit: Span, rule: Rule, days: Days): Decision | undefined {
  const { detector } = rule
  switch (detector.kind) {
    case 'terms': return judgeTerm(text, hit, rule, detector)
    case 'mark': return judgeMark(text, hit, rule, detector, days)
    case 'document-number': return judgeDocumentNumber(text, hit, rule, detector)
    case 'identifier': return undefined
  }
}

function conclude(document: Judged, scanned: readonly ScannedPart[], bench: Bench): Judgement {
  if (bench.shortlist.empty) return { findings: [], suppressed: [], gaps: [], remarks: [] }
  const parts = scanned.map(({ part }) => part)
  const { options, shortlist, numbers } = bench
  const { rules } = options.ruleset
  const found = shortlist.findings()
  const dropped = shortlist.suppressed()
  const settled = found.listed.map((candidate) => numbers.settle(candidate))
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
  return { piece: '', reason: 'limit-exceeded', args: { limit: 'findings', value, more } }
}
