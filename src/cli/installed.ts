import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

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

/** The bin of the package this runs from. */
export function program(): string {
  const places = ['../bin/screen.js', '../../bin/screen.js'].map((place) => fileURLToPath(new URL(place, import.meta.url)))
  return places.find((place) => existsSync(place)) ?? places[0]!
}
