import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lilconfig } from 'lilconfig'

/** The names a configuration is looked for under. Data only: nothing in them is ever run. */
const CONFIG_NAMES = ['.screen.yaml', '.screen.yml', '.screen.json'] as const

/**
 * The configuration of a folder: looked for from there up to the root of its repository, or in the folder alone outside
 * of one, so that nobody's file in /tmp or / decides.
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
