export { buildMatcher, matcherFromBytes, type Matcher } from './matcher.js'
export type { EngineName, Folding, MatcherOptions } from './options.js'
export type { MatchStream } from './stream.js'
export { surveyText, type Survey } from './survey.js'
