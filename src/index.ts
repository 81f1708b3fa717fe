export { createMatcher, type CreateMatcherOptions } from './matcher.js'
export type { Matcher } from './match/index.js'
export { createScreener, type Screener, type ScreenerOptions, type ScreenOptions } from './screener.js'
export type { Waiver } from './judge/index.js'
export { loadWaivers } from './lexicon/index.js'
export { LIMITS, ScreenError } from './model/index.js'
export type {
  Category, Complaint, Disposition, Document, ErrorCode, Finding, Gap, GapReason, Level, Limits, Location, PartKind,
  Place, Reason, Screening, Severity, Verdict, Visibility,
} from './model/index.js'
