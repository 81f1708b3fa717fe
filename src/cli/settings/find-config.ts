import { dirname, join } from 'node:path'
import { codeOf, withCode } from '../../lexicon/bounded-file.js'
import { complain, ScreenError } from '../../model/index.js'
import type { Config, ConfigFile } from './config-file.js'
import { namedPath, pathIn, type PolicyPath, type PolicyTree } from './policy-tree.js'

/** A configuration, and the file it was read from. */
export interface LoadedConfig {
  readonly config: Config
  readonly path: PolicyPath
  readonly bytes: Uint8Array
}

/** The file names of a configuration. All are data formats: nothing in them is executed. */
const CONFIG_NAMES = ['.screen.yaml', '.screen.yml', '.screen.json'] as const
const MAX_CONFIG_BYTES = 1024 * 1024

/**
 * Reads the configuration that was named, or the one that is found in the tree: from its folder up to its top. What a
 * found one names must be in its own folder; a named one may name files anywhere.
 * @throws ScreenError `configuration` with every complaint
 */
export async function loadConfig(named: string | undefined, tree: PolicyTree): Promise<LoadedConfig | undefined> {
  if (named !== undefined) {
    const path = namedPath(named)
    return parse(path, await readOrComplain(path))
  }
  for (let folder = tree.folder; ; folder = dirname(folder)) {
    for (const name of CONFIG_NAMES) {
      const path = pathIn(tree, join(folder, name))
      const bytes = await readOrComplain(path, false)
      if (bytes) return parse(path, bytes, (file) => tree.holds(dirname(path.file), file))
    }
    if (folder === tree.top || dirname(folder) === folder) return undefined
  }
}

/** Loads the YAML reader and the schema, which cost a tenth of a second, only if there is a configuration. */
async function parse(
  path: PolicyPath, bytes: Buffer | undefined, allows?: ConfigFile['allows'],
): Promise<LoadedConfig> {
  const { parseConfig } = await import('./config-file.js')
  const config = await parseConfig({ file: path.file, name: path.name, ...(allows && { allows }) }, String(bytes))
  return { config, path, bytes: bytes! }
}

async function readOrComplain(path: PolicyPath, required = true): Promise<Buffer | undefined> {
  try {
    const bytes = await path.read(path.file, MAX_CONFIG_BYTES)
    if (bytes || !required) return bytes
    throw withCode('ENOENT')
  } catch (error) {
    const position = { file: path.name, line: 1, column: 1 }
    const complaints = [complain(position, 'file-unreadable', { code: codeOf(error) })]
    throw new ScreenError('configuration-invalid', {}, { complaints })
  }
}
