export { defaultJobs, Pool, type PoolOptions } from './pool.js'
export { screenSources } from './screen-sources.js'
export type { RulesetId } from './talk.js'
