import { readFileSync } from 'node:fs'

/** The version of the package this runs from: its package.json lies one folder above dist, or two above src/cli. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { name?: string; version?: string }
      if (manifest.name === 'secrecy-screen' && manifest.version) return manifest.version
    } catch {
      continue
    }
  }
  return '0.0.0'
}
