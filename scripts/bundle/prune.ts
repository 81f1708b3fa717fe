import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { NOT_RUN } from './sbom.js'

/** Takes away what does not run here: packages nothing calls, and binaries for other machines. */
export function prune(folder: string): void {
  for (const name of NOT_RUN) remove(join(folder, 'node_modules', name))
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
