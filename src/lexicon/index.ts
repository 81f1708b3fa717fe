export { appendWaiver } from './append-waiver.js'
export { checkLexicons, type CheckOptions, type LexiconCheck } from './check.js'
export { compile, type CompileOptions } from './compile.js'
export { diffLexicons, isEmptyDiff, type LexiconDiff, type RuleChange } from './diff.js'
export {
  distinctTerms, renderLexicon, type ImportOptions, type ListedTerm, type SkippedTerm, type TermList,
} from './import-terms.js'
export { applyOverrides, type LayeredLexicons } from './layers.js'
export {
  LAYERS, type Example, type Layer, type Lexicon, type LexiconRule, type Overridden, type Override, type Validity,
} from './lexicon.js'
export type {
  DocumentNumberData, ExampleData, IdentifierData, LexiconData, MarkData, NearData, OverrideData, RuleData,
} from './lexicon-data.js'
export { lintLexicons } from './lint.js'
export { defaultLexiconFiles, lexiconError, loadLexicons, type LexiconFile, type LoadOptions } from './load.js'
export { parseLexicon, parseLexiconObject, type ParsedLexicon } from './parse.js'
export { readObject } from './plain-object.js'
export { prove, type ScreenText } from './prove.js'
export { isDay, LEXICON_SCHEMA } from './schema.js'
export { signingKey } from './signature.js'
export { TallyBuilder, type Count, type Tally } from './tally.js'
export { displayTerm, termsOf } from './terms-of.js'
export { mistake } from './validation.js'
export { loadWaivers, waiverSchema, WAIVERS_SCHEMA } from './waivers-file.js'
