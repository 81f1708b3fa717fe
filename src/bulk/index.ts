export { defaultJobs, Pool, type DuplicateQuery, type PoolOptions } from './pool/pool.js'
export { notExamined } from './not-examined.js'
export { screenSources, type SourceScreener } from './screen-sources.js'
