// `npm run build:dictionary`: packs the dictionary files of the installed nodejieba into data/jieba.bin.
import { readFileSync, writeFileSync } from 'node:fs'
import { dictionaryFiles } from '../../src/segment/nodejieba.js'
import { writeDictionary } from '../../src/segment/packed/layout.js'
import { packDictionary } from './pack-dictionary.js'

const files = dictionaryFiles()
if (!files) throw new Error('nodejieba is not installed: its dictionary files are needed')
const read = (file: string): string => readFileSync(file, 'utf8')
const sources = { words: read(files.words), userWords: read(files.userWords), model: read(files.model) }
const bytes = writeDictionary(packDictionary(sources))
writeFileSync(new URL('../../data/jieba.bin', import.meta.url), bytes)
process.stdout.write(`data/jieba.bin: ${bytes.length} bytes\n`)
