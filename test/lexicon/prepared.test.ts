import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareLexicons } from '../../scripts/lexicon/prepare-lexicons.js'
import { defaultLexiconFiles, loadLexicons } from '../../src/lexicon/index.js'
import { preparedFile } from '../../src/lexicon/load.js'
import { findPrepared, prepare, readPrepared } from '../../src/lexicon/prepared.js'
import { temporaryFolder } from '../temporary-folder.js'
import { lexiconText } from './lexicon-text.js'

describe('the lexicons that the build has parsed', () => {
  it('are those of the YAML files, with all positions', async () => {
    const files = await defaultLexiconFiles()
    expect(await loadLexicons([], { base: files })).toEqual(await loadLexicons(files))
  })

  it('are up to date in dist: otherwise run the build', async () => {
    expect(await readPrepared(await preparedFile())).toEqual(JSON.parse(JSON.stringify(await prepareLexicons())))
  })

  it('are used for each shipped file', async () => {
    const prepared = await readPrepared(await preparedFile())
    for (const file of await defaultLexiconFiles()) {
      expect(findPrepared(prepared, file, await readFile(file))?.file, basename(file)).toBe(file)
    }
  })

  it('are not used for a file that has changed by one byte', async () => {
    const file = join(temporaryFolder(), 'changed.yaml')
    const text = lexiconText()
    await writeFile(file, text)
    const [lexicon] = await loadLexicons([file])
    const prepared = prepare(lexicon!, Buffer.from(text))
    expect(findPrepared(prepared, file, Buffer.from(text))).toEqual(lexicon)
    expect(findPrepared(prepared, file, Buffer.from(`${text}\n`))).toBeUndefined()
  })

  it('are missing where nothing was built, or where the file was cut off: then every lexicon is parsed', async () => {
    const cut = join(temporaryFolder(), 'lexicons.json')
    await writeFile(cut, '{"00": {"id"')
    expect(await readPrepared(cut)).toEqual({})
    expect(await readPrepared(`${cut}.missing`)).toEqual({})
  })
})
