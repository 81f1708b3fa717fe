// Screening
export { createScreener, type Screener } from './screener.js'
export {
  createPool, screenPaths, type ScreenerPool, type ScreenerPoolOptions, type ScreeningStream, type ScreenPathsOptions,
} from './pool/index.js'
export {
  readDocument, type DocumentLine, type DocumentText, type ReadDocumentOptions,
} from './read-document.js'
export type { InterimResult } from './interim.js'
export type { ScreenerOptions, ScreenOptions } from './screener-options.js'
export type { ScreenInput } from './input.js'
export type { ByteStream } from './source/index.js'
export { OCR_MODES, type OcrMode } from './read/index.js'
export type { SegmenterChoice } from './segment/index.js'

// Results, limits and errors
export {
  CATEGORIES, DISCLOSURES, DISPOSITIONS, DOCUMENT_FORMATS, GAP_REASONS, IDENTIFIERS, LAYOUT_FORMS, LEFT_KINDS,
  LEFT_PROFILES, LEVELS, LIMITS, PART_KINDS, REASON_CODES, REGIONS, REMARK_CODES, ScreenError, SEVERITIES, STANCES,
  VERDICTS, WEAKENING_CODES, VISIBILITIES,
} from './model/index.js'
export type {
  AsyncDisposal, Bilingual, Category, Complaint, ComplaintArgs, ComplaintReason, Disclosure, Disposition, DocumentFacts,
  DocumentFormat, ErrorArgs, ErrorCode, ErrorDetails, ErrorReason, FilePosition, Finding, Gap, GapArgs, GapReason,
  IdentifierKind, KeyPosition, LayoutForm, LeftKind, LeftOptions, LeftSeverity, Level,
  LexiconId, Limits, Location, PartKind, Place, Policy, PolicyFile,
  PolicyFileKind, PolicySource, Preview, PreviewElement, PreviewMark, PreviewNode, PreviewPage, Reason, ReasonCode,
  Region, RemarkCode, RulesetId, Screening, Severity, SourcePosition, Spaces, Stance, UnusedPolicyFile, UnusedReason,
  Verdict, Visibility, Weakening, WeakeningCode,
} from './model/index.js'

// Lexicons and waivers
export { LAYERS, loadWaivers } from './lexicon/index.js'
export type {
  DocumentNumberData, ExampleData, IdentifierData, Layer, LexiconData, LexiconFile, MarkData, NearData,
  OverrideData, RuleData,
} from './lexicon/index.js'
export type { Waiver } from './judge/index.js'

// Matching
export { createMatcher, type CreateMatcherOptions } from './matcher.js'
export { matcherFromBytes, type EngineName, type Matcher, type MatchStream } from './match/index.js'
