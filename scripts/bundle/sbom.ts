import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, SHRINKWRAP } from './stage.js'

interface Bom {
  metadata: { component: { name: string } }
  components: { 'bom-ref': string; name: string; version: string }[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}

/** File of the SBOM in a bundle: CycloneDX 1.5, JSON. */
export const SBOM = 'sbom.cdx.json'

/**
 * Writes the SBOM of what is installed in the folder: npm's own list of the lock, without the packages of other
 * platforms. Gives `name@version` of each.
 */
export function writeSbom(folder: string): ReadonlySet<string> {
  const bom = JSON.parse(npm(['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'], folder)) as Bom
  const installed = installedIn(folder)
  const isHere = (ref: string): boolean => installed.has(ref) || ref === rootRef
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string }
  const rootRef = `${name}@${version}`
  bom.metadata.component.name = name
  bom.components = bom.components.filter((component) => isHere(component['bom-ref']))
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => isHere(ref))
    .map((one) => ({ ...one, ...(one.dependsOn && { dependsOn: one.dependsOn.filter(isHere) }) }))
  writeFileSync(join(folder, SBOM), `${JSON.stringify(bom, undefined, 2)}\n`)
  return new Set(bom.components.map((component) => component['bom-ref']))
}

/** `name@version` of what the lock has and the folder too. */
function installedIn(folder: string): ReadonlySet<string> {
  return new Set(lockedPackages(folder).filter(({ path }) => existsSync(join(folder, path))).map(({ ref }) => ref))
}

export interface LockedPackage {
  /** Below the folder: `node_modules/…`. */
  readonly path: string
  /** `name@version`. */
  readonly ref: string
}

/** Every package of the lock, with the place it is installed in. */
export function lockedPackages(folder: string): LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(folder, SHRINKWRAP), 'utf8')) as { packages: Record<string, { version?: string }> }
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '' }]) => ({ path, ref: `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}` }))
}
