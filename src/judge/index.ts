export { columnHeads } from './context/column-heads.js'
export {
  judge, judgeNow, type JudgedDocument, type Judgement, type JudgeOptions, type ScannedPart,
} from './judge.js'
export { findLeftBehind } from './left/left-behind.js'
export { LEFT_TITLES } from './left/titles.js'
export { Locator } from './outcome/locator.js'
export { screeningOfChange, withPolicyChange, type PolicyChange } from './outcome/policy-change.js'
export { suppressUntouched } from './outcome/untouched-lines.js'
export { coverageOf, verdict, withMembers } from './outcome/verdict.js'
export type { Waiver } from './outcome/waivers.js'
