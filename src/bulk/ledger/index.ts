export {
  CHAIN_START, chainHash, type Basis, type EntryKind, type EntryRow, type FileFacts, type Recorded,
} from './entry.js'
export {
  basisOf, basisText, openLedger, openOrCreateLedger, screeningsOf, type Ledger, type LedgerHead, type StoredRow,
} from './ledger.js'
export { queryLedger, type LedgerQuery } from './query.js'
export { optionsText } from './options-text.js'
export { Recording, type RecordingOptions } from './recording.js'
export { sealOf, type RunEnd } from './run-end.js'
export { verifyLedger, type Against, type ChainFault, type Verification } from './verify.js'
