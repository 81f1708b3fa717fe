export {
  CHAIN_START, type Basis, type FileFacts, type Recorded,
} from './entry.js'
export {
  basisOf, basisText, openLedger, openOrCreateLedger, screeningsOf, type Ledger, type StoredRow,
} from './ledger.js'
export { queryLedger, type LedgerQuery } from './query.js'
export { optionsText } from './options-text.js'
export { Recording, type RecordingOptions } from './recording.js'
export { sealOf, type RunEnd } from './run-end.js'
export { verifyLedger, type ChainFault, type Verification } from './verify.js'
