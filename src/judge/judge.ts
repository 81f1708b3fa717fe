import { parseLayout, type Layout } from '../layout/index.js'
import { maskText, type MaskText } from '../mask/index.js'
import {
  nextTurn, turnIsOver, type Finding, type Gap, type Hits, type LeftOptions, type Limits, type Part, type RemarkCode,
  type Rule, type Ruleset, type Span,
} from '../model/index.js'
import { toCandidate, type Candidate, type Decision } from './candidate.js'
import { visibilityOf, type PartContext } from './context/part.js'
import { WordEdges, type LoadSegmenter } from './context/word-edges.js'
import { judgeDocumentNumber } from './document-number.js'
import { IdentifierJudge } from './identifiers/identifier-judge.js'
import { judgeMark } from './marks/index.js'
import { collectValues } from './outcome/document-values.js'
import { makeFindings } from './outcome/findings.js'
import { Fingerprints } from './outcome/fingerprint.js'
import { byPlace, settleOverlaps } from './outcome/overlaps.js'
import { Shortlist } from './outcome/shortlist.js'
import { applyWaivers, type Waiver } from './outcome/waivers.js'
import { planOf, type RulePlan } from './plan.js'
import { judgeCredential } from './credentials.js'
import { judgeTerm, appliesTo, needsWordEdges, withWordEdges } from './terms.js'

export interface JudgeOptions {
  readonly ruleset: Ruleset
  readonly limits: Limits
  /** Called only when a rule needs word edges. Without a segmenter such hits are `review` at most. */
  readonly segmenter?: LoadSegmenter
  readonly waivers?: readonly Waiver[]
  /** Secret key for the fingerprints. */
  readonly key?: Uint8Array
  /** Shows values unmasked. */
  readonly reveal?: boolean
  /** Gives each finding the text around it. */
  readonly context?: boolean
  /** What content left in documents means. */
  readonly left?: LeftOptions
  /** `YYYY-MM-DD`; waivers and dates of declassification expire by it. */
  readonly today: string
}

/** A part with the matcher's results for it. */
export interface ScannedPart {
  readonly part: Part
  /** Triples of pattern (index into `ruleset.patterns`), start and end. */
  readonly hits: Hits
  /** Pairs of start and end, one for each run of digits, ascending. */
  readonly digitRuns: Uint32Array
}

/** The document that is judged; its path and hash go into the fingerprints. */
export interface JudgedDocument {
  readonly path: string
  /** Hex. */
  readonly sha256: string
  /** Of its parts; parsed where it is absent. */
  readonly layout?: Layout
}

/** The result for one document. */
export interface Judgement {
  readonly findings: Finding[]
  /** Hits that were suppressed or waived, each with its reasons. */
  readonly suppressed: Finding[]
  readonly gaps: Gap[]
  readonly remarks: RemarkCode[]
  /** Masks every other text about the document: names, its title, pieces of gaps. Changes nothing with `reveal`. */
  readonly mask: MaskText
}

/** What the parts of one document share while they are judged. */
interface JudgeContext {
  readonly options: JudgeOptions
  readonly plan: RulePlan
  readonly wordEdges: WordEdges
  readonly identifiers: IdentifierJudge
  readonly shortlist: Shortlist
  readonly layout: Layout
}

/**
 * Judges the hits of a document: each rule's detector reads the text around its hits, overlaps are settled, waivers
 * applied. The same parts and options always give the same result, ordered by part, place and rule.
 * Cost: a few microseconds per hit, regardless of the length of its line; `limits.findings` bounds the memory. The
 * event loop has turns in between.
 * @throws the signal's reason
 */
export async function judge(
  document: JudgedDocument,
  parts: readonly ScannedPart[],
  options: JudgeOptions,
  signal?: AbortSignal,
): Promise<Judgement> {
  const context = contextOf(document, parts, options)
  const steps = judgeInSteps(document, parts, context)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    if (step.value === 'word-edges') await context.wordEdges.load()
    else if (turnIsOver()) await nextTurn(signal)
  }
}

/**
 * Judges as `judge` does, but without a segmenter, and within one turn of the event loop: for what has been read of a
 * document that is not finished.
 */
export function judgeNow(
  document: JudgedDocument, parts: readonly ScannedPart[], options: JudgeOptions,
): Judgement {
  const steps = judgeInSteps(document, parts, contextOf(document, parts, options, new WordEdges(undefined)))
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

function contextOf(
  document: JudgedDocument, parts: readonly ScannedPart[], options: JudgeOptions,
  wordEdges = new WordEdges(options.segmenter),
): JudgeContext {
  return {
    options,
    plan: planOf(options.ruleset),
    wordEdges,
    identifiers: new IdentifierJudge(options.ruleset, parts.map(({ part }) => part)),
    shortlist: new Shortlist(options.limits.findings),
    layout: document.layout ?? parseLayout(parts.map(({ part }) => part)),
  }
}

/** Where a judgement may pause: for the event loop, or until word edges are loaded. */
type Pause = 'turn' | 'word-edges'

function* judgeInSteps(
  document: JudgedDocument, parts: readonly ScannedPart[], context: JudgeContext,
): Generator<Pause, Judgement> {
  for (let index = 0; index < parts.length; index++) {
    const { part, hits, digitRuns } = parts[index]!
    const partContext: PartContext = { part, index, layout: context.layout }
    yield 'turn'
    const identifiers = yield* context.identifiers.judge(partContext, hits, digitRuns)
    if (identifiers.length > 0) addToShortlist(identifiers, context)
    for (let from = 0; from < hits.length;) {
      const to = batchEnd(hits, from)
      addToShortlist(yield* judgeBatch(partContext, hits, from, to, context), context)
      from = to
    }
  }
  return yield* conclude(document, parts, context)
}

/** Settles the overlaps among candidates of one part and adds the result to the shortlist. */
function addToShortlist(candidates: Candidate[], { options, shortlist }: JudgeContext): void {
  for (const candidate of settleOverlaps(candidates.sort(byPlace), options.ruleset.rules)) shortlist.add(candidate)
}

/** Array elements per batch, three per hit: enough hits to settle their overlaps, few enough to hold in memory. */
const BATCH = 3 * 4096
/** A gap in code units that findings do not normally span. */
const BATCH_GAP = 200

/** The end of the batch that starts at `from`: at a gap between hits if there is one within reach. */
function batchEnd(hits: Hits, from: number): number {
  for (let at = from + BATCH; at < hits.length && at < from + 2 * BATCH; at += 3) {
    if (hits[at + 1]! - hits[at - 1]! > BATCH_GAP) return at
  }
  return Math.min(hits.length, from + 2 * BATCH)
}

function* judgeBatch(
  partContext: PartContext, hits: Hits, from: number, to: number, context: JudgeContext,
): Generator<Pause, Candidate[]> {
  const { part } = partContext
  const { rules } = context.options.ruleset
  const candidates: Candidate[] = []
  for (let at = from; at < to; at += 3) {
    if (at % HITS_PER_LOOK === 0) yield 'turn'
    const hit = { start: hits[at + 1]!, end: hits[at + 2]! }
    for (const index of context.plan.hitRules[hits[at]!]!) {
      const rule = rules[index]!
      if (!appliesTo(rule, part.kind) || visibilityOf(part, hit) === undefined) continue
      for (let decision of judgeHit(partContext, hit, rule, context.options.today)) {
        if (needsWordEdges(decision, rule, part)) {
          if (!context.wordEdges.loaded) yield 'word-edges'
          decision = withWordEdges(decision, context.wordEdges.cutsWords(part.text, decision))
        }
        const candidate = toCandidate(decision, index, partContext)
        if (candidate) candidates.push(candidate)
      }
    }
  }
  return candidates
}

/** Array elements between two looks at the clock. */
const HITS_PER_LOOK = 3 * 64

function judgeHit(partContext: PartContext, hit: Span, rule: Rule, today: string): readonly Decision[] {
  const { detector } = rule
  if (detector.kind === 'terms' && detector.value) return judgeCredential(partContext, hit, rule, detector)
  const decision = judgeWhole(partContext, hit, rule, today)
  return decision ? [decision] : NO_DECISIONS
}

const NO_DECISIONS: readonly Decision[] = []

/** Judges a hit that is the finding itself. */
function judgeWhole(partContext: PartContext, hit: Span, rule: Rule, today: string): Decision | undefined {
  const { detector } = rule
  switch (detector.kind) {
    case 'terms': return judgeTerm(partContext, hit, rule, detector)
    case 'mark': return judgeMark(partContext, hit, rule, detector, today)
    case 'document-number': return judgeDocumentNumber(partContext, hit, rule, detector)
    case 'identifier': return undefined
  }
}

function* conclude(
  document: JudgedDocument, scanned: readonly ScannedPart[], context: JudgeContext,
): Generator<Pause, Judgement> {
  const { options, shortlist, identifiers, wordEdges, layout } = context
  const show = (text: string): string => text
  if (shortlist.empty) {
    return { findings: [], suppressed: [], gaps: [], remarks: [], mask: options.reveal ? show : maskText }
  }
  const parts = scanned.map(({ part }) => part)
  const { rules } = options.ruleset
  const found = shortlist.findings()
  const suppressed = shortlist.suppressed()
  const settled = found.listed.map((candidate) => identifiers.settle(candidate))
  const fingerprints = new Fingerprints(document, options.key)
  const values = collectValues([...settled, ...suppressed.listed], rules, parts)
  const display = { reveal: options.reveal ?? false, context: options.context ?? false, values, layout }
  const findings = yield* makeFindings(settled, rules, parts, fingerprints, display)
  const { active, waived } = applyWaivers(findings, options.waivers ?? [], options.today)
  const remarks: RemarkCode[] = []
  if (wordEdges.unanswered) remarks.push('word-edges-unchecked')
  if (suppressed.more > 0) remarks.push('suppressed-not-all-listed')
  return {
    findings: active,
    suppressed: [...waived, ...yield* makeFindings(suppressed.listed, rules, parts, fingerprints, display)],
    gaps: found.more > 0 ? [tooManyFindings(options.limits.findings, found.more)] : [],
    remarks,
    mask: options.reveal ? show : values.masking.text,
  }
}

function tooManyFindings(value: number, more: number): Gap {
  return { piece: '', reason: 'limit-exceeded', args: { limit: 'findings', value, more } }
}
