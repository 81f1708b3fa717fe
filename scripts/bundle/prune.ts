import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockedPackages } from './sbom.js'

/** Takes away what cannot run here: packages the SBOM does not name (npm installs types' compilers too) and foreign binaries. */
export function prune(folder: string, components: ReadonlySet<string>): void {
  for (const { path, ref } of lockedPackages(folder)) if (!components.has(ref)) remove(join(folder, path))
  const runtime = join(folder, 'node_modules/onnxruntime-node/bin')
  for (const version of entries(runtime)) {
    for (const platform of entries(join(runtime, version))) {
      for (const arch of entries(join(runtime, version, platform))) {
        if (platform !== process.platform || arch !== process.arch) remove(join(runtime, version, platform, arch))
      }
    }
  }
  for (const file of ['.npmrc', 'node_modules/.package-lock.json']) remove(join(folder, file))
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true })
}
