export { judge, type Judgement, type JudgeOptions, type ScannedPart } from './judge.js'
export { suppressUntouched } from './outcome/untouched-lines.js'
export { coverageOf, verdict, withMembers } from './outcome/verdict.js'
export type { Waiver } from './outcome/waivers.js'
