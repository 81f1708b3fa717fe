export * from './cuts-words.js'
export * from './load-segmenter.js'
export * from './segmenter.js'
