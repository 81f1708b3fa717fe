export { adviceSentences } from './advice.js'
export { complaintSentence, errorSentence as faultSentence } from './error-sentence.js'
export {
  findingDetails as findingGrounds, findingHeadline, findingSentence, reasonsSentence, waiverSentence,
} from './finding-sentence.js'
export { gapExplanation, gapSentence } from './gap-sentence.js'
export { placeSentence } from './place-sentence.js'
export { reasonSentence, remarkSentence } from './reason-sentence.js'
