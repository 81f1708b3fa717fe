import { readInput, type ScreenInput } from './input.js'
import { InterimFindings } from './interim.js'
import type { JudgeOptions } from './judge/index.js'
import { compile, defaultLexiconFiles, loadLexicons, prove, type Lexicon, type ScreenText } from './lexicon/index.js'
import { buildMatcher } from './match/index.js'
import {
  LIMITS, localDay, notExamined, ScreenError, type AsyncDisposal, type Ruleset, type RulesetId, type Screening,
} from './model/index.js'
import { foldTable } from './normalise/index.js'
import { createOcr } from './read/index.js'
import { PartBuilder } from './read/parts/part-builder.js'
import { judgeParts, type ScreenContext } from './screen.js'
import { screenTree } from './screen-tree.js'
import {
  checkScreenerOptions, checkScreenOptions, type ScreenerOptions, type ScreenOptions,
} from './screener-options.js'
import { loadSegmenter } from './segment/index.js'

export type { InterimResult } from './interim.js'
export type { ScreenerOptions, ScreenOptions } from './screener-options.js'

/**
 * Screens documents by one ruleset. Screenings do not affect each other and may run at the same time.
 * @example
 * const screener: Screener = await createScreener()
 * const { verdict, findings, gaps } = await screener.screen(bytes, { name: 'report.docx' })
 */
export interface Screener extends AsyncDisposal {
  /** The rules it screens by. */
  readonly ruleset: RulesetId
  /**
   * Screens one document. Its verdict includes what is inside it (attachments, members of an archive); the remark
   * `verdict-from-members` says when they made it graver. `screenAll` lists those one by one.
   * @throws ScreenError `usage` for wrong arguments; the signal's reason once it is aborted
   */
  screen(input: ScreenInput, options: ScreenOptions): Promise<Screening>
  /**
   * Screens a document and everything inside it: the document first, then its members, depth first.
   * @throws as `screen`
   */
  screenAll(input: ScreenInput, options: ScreenOptions): Promise<readonly Screening[]>
  /** Releases what the screener holds. Screenings that are under way are finished, later ones are rejected. */
  close(): Promise<void>
}

/**
 * Compiles the lexicons into a screener. That takes some 200 ms: make one, and share it.
 *
 * It screens in the caller's own thread. The event loop has a turn after 25 ms of work and at most one more step of it,
 * and there a signal stops the screening. Nothing stops a step inside other libraries (inflating a file, a page of
 * pdf.js, OCR): for documents from strangers use `createPool`.
 * @throws ScreenError `usage` with everything that is wrong with the options; `configuration` with everything that is
 * wrong with the lexicons, or where `ocr: 'on'` asks for packages that are not installed
 * @example
 * const screener = await createScreener({ lexicons: ['our-terms.yaml'] })
 * const screening = await screener.screen(await readFile('report.docx'), { name: 'report.docx' })
 * if (screening.verdict !== 'clear') console.log(screening.findings, screening.gaps)
 */
export async function createScreener(options: ScreenerOptions = {}): Promise<Screener> {
  const checked = checkScreenerOptions(options)
  const made = await prepare(checked)
  let context: ScreenContext | undefined = made.context
  const screenAll: Screener['screenAll'] = async (input, given) => {
    const { name, signal } = checkScreenOptions(given)
    if (!context) throw new ScreenError('screener-closed')
    const today = checked.today ?? localDay()
    const current = { ...context, judging: { ...context.judging, today } }
    const read = await readInput(input, { limit: current.limits.inputBytes, signal })
    if ('gap' in read) return [notExamined(name, read.gap, read.size)]
    const interim = checked.onInterim && new InterimFindings(current, checked.onInterim)
    return screenTree({ path: name, bytes: read.bytes }, current, signal, interim)
  }
  const close = async (): Promise<void> => { context = undefined }
  return {
    ruleset: made.ruleset,
    screenAll,
    screen: async (input, given) => (await screenAll(input, given))[0]!,
    close,
    [Symbol.asyncDispose]: close,
  }
}

interface Prepared {
  readonly ruleset: Ruleset
  readonly context: ScreenContext
}

async function prepare(options: ScreenerOptions): Promise<Prepared> {
  const { ocr, onPicture, heading = false, preview = false, reveal = false, today = localDay() } = options
  const base = options.defaultLexicons === false ? [] : await defaultLexiconFiles()
  const lexicons = await loadLexicons(options.lexicons ?? [], { base, requireSigned: options.requireSigned })
  if (lexicons.length === 0) {
    throw new ScreenError('no-lexicon')
  }
  const segmenter = once(async () => (options.segmenter === 'none' ? undefined : loadSegmenter(options.segmenter)))
  await proveLexicons(lexicons.slice(base.length), segmenter)
  const ruleset = compile(lexicons, { on: today })
  const context = {
    ...contextOf(ruleset, { ...options, segmenter, today }),
    ocr: await createOcr({ ...(ocr && { mode: ocr }), ...(onPicture && { onPicture }) }),
    ...(options.passwords && { passwords: options.passwords }),
    heading,
    // A preview shows content, so it needs `reveal` as well.
    preview: preview && reveal,
  }
  return { ruleset, context }
}

type ContextOptions = Pick<ScreenerOptions, 'limits' | 'waivers' | 'key' | 'reveal' | 'context' | 'left'>
  & Pick<JudgeOptions, 'segmenter' | 'today'>

function contextOf(ruleset: Ruleset, options: ContextOptions): ScreenContext {
  const { segmenter, today, waivers, key, reveal, context, left } = options
  const limits = Object.freeze({ ...LIMITS, ...options.limits })
  return {
    limits,
    matcher: buildMatcher(ruleset.patterns.map((pattern) => pattern.text), { fold: foldTable(), dropSpaces: true }),
    judging: {
      ruleset,
      limits,
      today,
      ...(segmenter && { segmenter }),
      ...(waivers && { waivers }),
      ...(key && { key }),
      ...(reveal !== undefined && { reveal }),
      ...(context !== undefined && { context }),
      ...(left && { left }),
    },
  }
}

/** A lexicon whose rules fail their own examples does not load. The tests prove the shipped ones. */
async function proveLexicons(lexicons: readonly Lexicon[], segmenter: JudgeOptions['segmenter']): Promise<void> {
  if (lexicons.length === 0) return
  const complaints = await prove(lexicons, screenExample(segmenter))
  if (complaints.length > 0) {
    throw new ScreenError('examples-failed', {}, { complaints })
  }
}

/** Screens the examples of lexicons: each as a document of one part, which needs no reader. */
export function screenExample(segmenter?: JudgeOptions['segmenter']): ScreenText {
  const contexts = new WeakMap<Ruleset, ScreenContext>()
  return async (ruleset, text, kind) => {
    const context = contexts.get(ruleset) ?? contextOf(ruleset, { ...(segmenter && { segmenter }), today: localDay() })
    contexts.set(ruleset, context)
    const part = new PartBuilder(kind).block(text, { line: 1 }).build()
    return (await judgeParts([part], context, { path: '', sha256: '' })).findings
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
