import { dirname, join } from 'node:path'
import { codeOf } from '../../source/files/bounded-file.js'
import { complain, ScreenError } from '../../model/index.js'
import type { Config, ConfigFile } from './config-file.js'
import { namedPath, pathIn, readRequired, type PolicyPath, type PolicyTree } from './policy-tree.js'

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
  const path = named === undefined ? await findConfig(tree) : namedPath(named, tree)
  if (path === undefined) return undefined
  const bytes = await readConfig(path)
  // The YAML reader and the schema cost a tenth of a second.
  const { parseConfig } = await import('./config-file.js')
  const { file, name, source } = path
  const home = source === 'commit' ? tree.workTree ?? tree : tree
  const allows: ConfigFile['allows'] = source === 'command-line' ? undefined : (one) => home.holds(dirname(file), one)
  return { config: await parseConfig({ file, name, ...(allows && { allows }) }, String(bytes)), path, bytes }
}

/** The nearest configuration of the tree. */
export async function findConfig(tree: PolicyTree): Promise<PolicyPath | undefined> {
  for (const path of configPaths(tree)) {
    // One that cannot be read is the nearest, too: reading it again gives the complaint.
    const exists = await path.read(path.file, MAX_CONFIG_BYTES).then((bytes) => bytes !== undefined, () => true)
    if (exists) return path
  }
  return undefined
}

/** Every place where a configuration of the tree can be, the nearest first. */
export function configPaths(tree: PolicyTree): PolicyPath[] {
  const paths: PolicyPath[] = []
  for (let folder = tree.folder; ; folder = dirname(folder)) {
    paths.push(...CONFIG_NAMES.map((name) => pathIn(tree, join(folder, name))))
    if (folder === tree.top || dirname(folder) === folder) return paths
  }
}

async function readConfig(path: PolicyPath): Promise<Buffer> {
  try {
    return await readRequired(path, MAX_CONFIG_BYTES)
  } catch (error) {
    const position = { file: path.name, line: 1, column: 1 }
    const complaints = [complain(position, 'file-unreadable', { code: codeOf(error) })]
    throw new ScreenError('configuration-invalid', {}, { complaints })
  }
}
