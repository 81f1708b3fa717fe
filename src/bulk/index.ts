export { defaultJobs, Pool, type DuplicateQuery, type PoolOptions } from './pool/pool.js'
export { screenSources, type SourceScreener } from './screen-sources.js'
