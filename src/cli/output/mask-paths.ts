import { createHmac } from 'node:crypto'
import { maskPath } from '../../mask/index.js'
import { ScreenError, type Screening } from '../../model/index.js'
import type { ReportHead } from '../../report/index.js'
import type { Settings } from '../settings/settings.js'

/**
 * Replaces the values in the paths of screenings, for `--mask-paths`, and adds an id by which whoever has the key can
 * tell which path it was. A digest without a key would not do: the few values that a number can have are soon tried.
 * @throws ScreenError `usage` without a key
 */
export function pathMasker(key: Uint8Array | undefined): (screening: Screening) => Screening {
  if (!key) throw new ScreenError('mask-paths-without-key')
  return (screening) => ({ ...screening, path: maskPath(screening.path), pathId: pathId(key, screening.path) })
}

/** HMAC-SHA-256 of the path, 32 hex digits. */
function pathId(key: Uint8Array, path: string): string {
  return createHmac('sha256', key).update(JSON.stringify(['path', path])).digest('hex').slice(0, 32)
}

/** What a report shows of screenings and of its head. */
export interface ReportMasker {
  readonly screening: (screening: Screening) => Screening
  readonly head: (head: ReportHead) => ReportHead
}

/** Masks paths if `--mask-paths` asks for it. @throws ScreenError `usage` without a key */
export function reportMasker({ maskPaths, key }: Pick<Settings, 'maskPaths' | 'key'>): ReportMasker {
  if (!maskPaths) return { screening: (screening) => screening, head: (head) => head }
  return { screening: pathMasker(key), head: withMaskedPolicy }
}

/** Masks values in the paths of the policy, too. */
function withMaskedPolicy(head: ReportHead): ReportHead {
  const { policy } = head
  if (!policy) return head
  const masked = <T extends { readonly path: string }>(file: T): T => ({ ...file, path: maskPath(file.path) })
  return { ...head, policy: { ...policy, files: policy.files.map(masked), unused: policy.unused.map(masked) } }
}
