import { createHash } from 'node:crypto'
import { coverageOf, judgeNow, verdict } from './judge/index.js'
import type { Document, Finding, Screening, Verdict } from './model/index.js'
import type { PartObserver, UnfinishedPart } from './read/index.js'
import { scanParts, type ScreenContext } from './screen.js'

/**
 * What was found so far in a document that is still being screened. Never `clear`.
 * @example
 * let soFar: InterimResult | undefined
 * const screener = await createScreener({ onInterim: (result) => { soFar = result } })
 */
export interface InterimResult {
  readonly verdict: Verdict
  /** Blocks first, at most 200. */
  readonly findings: readonly Finding[]
}

/**
 * Judges what has been read of a document that takes long, so that it is known even if the screening never ends: when
 * a document runs out of time or memory, or its process crashes. What the final judgement says replaces it.
 *
 * Documents that take less than a second pay a look at the clock now and then. After that, judging takes at most a
 * tenth of the time. It runs within the reader's calls, because a reader in a long loop returns to no event loop.
 */
export class InterimFindings implements PartObserver {
  readonly #context: ScreenContext
  readonly #report: (result: InterimResult) => void
  readonly #unfinished = new Set<UnfinishedPart>()
  #document: Document = { path: '', bytes: new Uint8Array() }
  #sha256: string | undefined
  /** Of documents that are finished: the members before this one. */
  #kept: Finding[] = []
  #calls = 0
  #next: number

  constructor(context: ScreenContext, report: (result: InterimResult) => void) {
    this.#context = context
    this.#report = report
    this.#next = performance.now() + FIRST_MILLISECONDS
  }

  /** A document begins: the outermost one, or a member. */
  begin(document: Document): void {
    this.#unfinished.clear()
    this.#document = document
    this.#sha256 = undefined
  }

  /** The document that began last has its final findings. */
  finish({ findings }: Screening): void {
    this.#unfinished.clear()
    this.#kept = gravest([...this.#kept, ...findings])
    if (performance.now() >= this.#next) this.#judge()
  }

  onText(part: UnfinishedPart): void {
    this.#unfinished.add(part)
    if (++this.#calls % CALLS_PER_LOOK === 0 && performance.now() >= this.#next) this.#judge()
  }

  #judge(): void {
    const started = performance.now()
    const parts = scanParts([...this.#unfinished].map((part) => part.build()), this.#context)
    const { path, bytes } = this.#document
    const document = { path, sha256: (this.#sha256 ??= createHash('sha256').update(bytes).digest('hex')) }
    const { findings } = judgeNow(document, parts, this.#context.judging)
    const all = gravest([...this.#kept, ...findings])
    if (all.length > 0) this.#report({ verdict: verdict(all, coverageOf([UNFINISHED])), findings: all })
    const now = performance.now()
    this.#next = now + Math.max(FIRST_MILLISECONDS, PAUSE_FACTOR * (now - started))
  }
}

const FIRST_MILLISECONDS = 1000
const PAUSE_FACTOR = 9
const CALLS_PER_LOOK = 16
const MAX_FINDINGS = 200
/** Stands for what has not been read yet. */
const UNFINISHED = { piece: '', reason: 'timed-out' } as const

function gravest(findings: readonly Finding[]): Finding[] {
  const counted = findings.filter(({ severity }) => severity !== 'note')
  const blocks = counted.filter(({ severity }) => severity === 'block')
  return [...blocks, ...counted.filter(({ severity }) => severity !== 'block')].slice(0, MAX_FINDINGS)
}
