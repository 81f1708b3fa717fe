export { defaultJobs, Pool, type DuplicateQuery, type PoolOptions, type RunOptions } from './pool/pool.js'
export { screenSources, type SourceScreener } from './screen-sources.js'
