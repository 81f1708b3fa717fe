export { createPool } from './create-pool.js'
export { screenPaths } from './screen-paths.js'
export type { ScreenerPool, ScreenerPoolOptions, ScreenPathsOptions } from './screener-pool.js'
export type { ScreeningStream } from './screening-stream.js'
