import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lilconfig } from 'lilconfig'

/** The file names of a configuration. All are data formats: nothing in them is executed. */
const CONFIG_NAMES = ['.screen.yaml', '.screen.yml', '.screen.json'] as const

/**
 * Searches for a configuration from `folder` up to the root of its repository. Outside a repository it looks in the
 * folder only, so that a stray file in /tmp or / has no effect.
 */
export async function findConfig(folder: string): Promise<string | undefined> {
  const asText = (_: string, content: string): string => content
  const search = lilconfig('screen', {
    searchPlaces: [...CONFIG_NAMES],
    loaders: { '.yaml': asText, '.yml': asText, '.json': asText },
    stopDir: repositoryRoot(folder) ?? folder,
    ignoreEmptySearchPlaces: false,
  })
  return (await search.search(folder))?.filepath
}

function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}
