import { readFileSync, writeFileSync } from 'node:fs'
import { dictionaryFiles } from '../../src/segment/nodejieba.js'
import { writeDictionary } from '../../src/segment/packed/layout.js'
import { pack } from '../../src/segment/packed/pack.js'

/** Writes data/jieba.bin from the dictionary files of the installed nodejieba: `npm run build:dictionary`. */
const files = dictionaryFiles()
if (!files) throw new Error('nodejieba is not installed: its dictionary is what is packed')
const read = (file: string): string => readFileSync(file, 'utf8')
const sources = { words: read(files.words), userWords: read(files.userWords), model: read(files.model) }
const bytes = writeDictionary(pack(sources))
writeFileSync(new URL('../../data/jieba.bin', import.meta.url), bytes)
process.stdout.write(`data/jieba.bin: ${bytes.length} bytes\n`)
