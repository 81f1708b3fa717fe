export { defaultJobs, Pool, type PoolOptions, type TwinQuestion } from './pool.js'
export { notExamined } from './not-examined.js'
export { screenSources, type Screens } from './screen-sources.js'
