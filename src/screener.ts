import type { JudgeOptions, Waiver } from './judge/index.js'
import {
  compile, defaultLexiconFiles, loadLexicons, prove, type Lexicon, type LexiconData, type ScreenText,
} from './lexicon/index.js'
import { buildMatcher } from './match/index.js'
import {
  LIMITS, ScreenError, type Document, type Limits, type Ruleset, type RulesetId, type Screening,
} from './model/index.js'
import { foldTable } from './normalise/index.js'
import { createOcr, type OcrMode } from './read/index.js'
import { PartBuilder } from './read/parts/part-builder.js'
import { judgeParts, type Engine } from './screen.js'
import { screenTree } from './screen-tree.js'
import { loadSegmenter, type SegmenterChoice } from './segment/index.js'

export interface ScreenerOptions {
  /**
   * Lexicons added to the shipped ones: paths of YAML files, or objects with the same keys. Each must pass its own
   * examples.
   */
  readonly lexicons?: readonly (string | LexiconData)[]
  /** False leaves the shipped lexicons out; then `lexicons` must hold at least one. */
  readonly defaultLexicons?: boolean
  /**
   * Public Ed25519 key (PEM). Every file of `lexicons` must be signed with its private key, in `FILE.sig`, and objects
   * are refused. The shipped lexicons come with the package and need no signature.
   */
  readonly requireSigned?: string
  /** Accepted findings; see `loadWaivers`. */
  readonly waivers?: readonly Waiver[]
  /** Secret key of the fingerprints. Without one they hold for one version of one document only. */
  readonly key?: Uint8Array
  /** Show values as they stand. Default: masked. */
  readonly reveal?: boolean
  /** Give each finding the text around it (masked unless `reveal`). Default: none. */
  readonly context?: boolean
  readonly limits?: Partial<Limits>
  /** `YYYY-MM-DD` against which waivers expire. Default: the day of the call, in local time. */
  readonly today?: string
  readonly segmenter?: SegmenterChoice
  /**
   * Reads text in pictures and scanned pages: `auto` (default) where the optional packages for it are installed, `on`
   * always, `off` never. A picture that was not read is a gap.
   */
  readonly ocr?: OcrMode
  /** Tell title and number of each document, or its number alone, masked unless `reveal`. Default: neither. */
  readonly heading?: boolean | 'number'
  /** With `reveal`: give each document as a person would read it, its content in it. Default: not. */
  readonly preview?: boolean
  /** Called before each picture that is looked at, a second or two of work. */
  readonly onPicture?: () => void
}

export interface ScreenOptions {
  /** Path or file name: part of what is screened, and shown in reports. */
  readonly name: string
  /** Checked between pages, parts and members; an abort rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

export interface Screener {
  readonly ruleset: RulesetId
  /**
   * Screens one document. Its verdict counts what is inside it too (attachments, members of an archive; the remark
   * `verdict-from-members` says when they made it graver); `screenAll` lists those one by one.
   * @param input bytes of a file, or text, which is taken as a file in UTF-8.
   */
  screen(input: Uint8Array | string, options: ScreenOptions): Promise<Screening>
  /** Screens a document and everything inside it: the document first, then its members, depth first. */
  screenAll(document: Document, options?: { readonly signal?: AbortSignal }): Promise<Screening[]>
}

/**
 * Compiles the lexicons into a screener: once; reusable and safe to share.
 * The library reads in the caller's own thread: it can be stopped between steps by `signal`, not inside one.
 * @throws ScreenError `configuration` with every complaint about the lexicons, or where
 * `ocr: 'on'` asks for what is not installed.
 */
export async function createScreener(options: ScreenerOptions = {}): Promise<Screener> {
  const shipped = options.defaultLexicons === false ? [] : await defaultLexiconFiles()
  const lexicons = await loadLexicons(options.lexicons ?? [], { base: shipped, requireSigned: options.requireSigned })
  if (lexicons.length === 0) {
    throw new ScreenError('configuration', 'no lexicons: without the shipped ones, give at least one')
  }
  const segmenter = once(async () => (options.segmenter === 'none' ? undefined : loadSegmenter(options.segmenter)))
  await proveLexicons(lexicons.slice(shipped.length), segmenter)
  const day = options.today ?? today()
  const ruleset = compile(lexicons, { on: day })
  const ocr = await createOcr({
    ...(options.ocr && { mode: options.ocr }),
    ...(options.onPicture && { onPicture: options.onPicture }),
  })
  const engine: Engine = { ...createEngine(ruleset, { ...options, segmenter, today: day }), ocr, ...asked(options) }
  return {
    ruleset,
    screen: async (input, { name, signal }) => (await screenTree(documentOf(input, name), engine, signal))[0]!,
    screenAll: (document, { signal } = {}) => screenTree(document, engine, signal),
  }
}

/** A preview shows content: it comes with `reveal` alone. */
function asked(
  { heading = false, preview = false, reveal = false }: ScreenerOptions,
): Pick<Engine, 'heading' | 'preview'> {
  return { heading, preview: preview && reveal }
}

function createEngine(
  ruleset: Ruleset,
  options: Omit<ScreenerOptions, 'segmenter'> & { readonly segmenter: JudgeOptions['segmenter'] },
): Engine {
  const limits = Object.freeze({ ...LIMITS, ...options.limits })
  const { segmenter, waivers, key, reveal, context } = options
  return {
    limits,
    matcher: buildMatcher(ruleset.patterns.map((pattern) => pattern.text), { fold: foldTable(), dropSpaces: true }),
    judging: {
      ruleset,
      limits,
      today: options.today ?? today(),
      ...(segmenter && { segmenter }),
      ...(waivers && { waivers }),
      ...(key && { key }),
      ...(reveal !== undefined && { reveal }),
      ...(context !== undefined && { context }),
    },
  }
}

/** A lexicon whose rules fail their own examples does not load; the shipped ones are proven by the tests. */
async function proveLexicons(lexicons: readonly Lexicon[], segmenter: JudgeOptions['segmenter']): Promise<void> {
  if (lexicons.length === 0) return
  const complaints = await prove(lexicons, screenExample(segmenter))
  if (complaints.length > 0) {
    throw new ScreenError('configuration', 'a rule fails its own examples', { complaints })
  }
}

/** How the examples of lexicons are tried: each as a document of one part, through the way after the reader. */
export function screenExample(segmenter?: JudgeOptions['segmenter']): ScreenText {
  const engines = new WeakMap<Ruleset, Engine>()
  return async (ruleset, text, kind) => {
    const engine = engines.get(ruleset) ?? createEngine(ruleset, { segmenter })
    engines.set(ruleset, engine)
    const part = new PartBuilder(kind).block(text, { line: 1 }).build()
    return (await judgeParts([part], engine, { path: '', sha256: '' })).findings
  }
}

function documentOf(input: Uint8Array | string, path: string): Document {
  return { path, bytes: typeof input === 'string' ? Buffer.from(input, 'utf8') : input }
}

function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
