import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './stage.js'

interface Bom {
  metadata: { component: { name: string } }
  components: { 'bom-ref': string; name: string }[]
  dependencies: { ref: string; dependsOn?: string[] }[]
}

/** File of the SBOM in a bundle: CycloneDX 1.5, JSON. */
export const SBOM = 'sbom.cdx.json'

/** What npm installs and nothing runs: the compiler is an optional peer of valibot, for its types. */
export const NOT_RUN: readonly string[] = ['typescript']

/** Writes the SBOM of what is installed in the folder, as npm sees it there, without what `prune` takes away. */
export function writeSbom(folder: string): void {
  const bom = JSON.parse(npm(['sbom', '--sbom-format=cyclonedx'], folder)) as Bom
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string }
  const left = bom.components.filter((component) => NOT_RUN.includes(component.name))
  const gone = new Set(left.map((component) => component['bom-ref']))
  bom.metadata.component.name = name
  bom.components = bom.components.filter((component) => !gone.has(component['bom-ref']))
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => !gone.has(ref))
    .map((one) => ({ ...one, ...(one.dependsOn && { dependsOn: one.dependsOn.filter((ref) => !gone.has(ref)) }) }))
  writeFileSync(join(folder, SBOM), `${JSON.stringify(bom, undefined, 2)}\n`)
}
