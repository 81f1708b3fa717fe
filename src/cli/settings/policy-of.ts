import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createPolicy, LEFT_KINDS, leftSeverity, SEVERITIES, sha256, usualSeverity, type LeftOptions, type LeftSeverity,
  type Policy, type PolicyFile, type Severity, type UnusedPolicyFile, type Weakening,
} from '../../model/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import { packageFolder } from '../package.js'

/** The settings that can weaken a policy. */
export interface WeighedSettings {
  readonly defaultLexicons: boolean
  readonly failOn: Severity
  readonly allowIncomplete: boolean
  readonly waivers: readonly unknown[]
  readonly key?: Uint8Array
  readonly left: LeftOptions
}

/** The policy in force: the shipped rules, the files that were read, and what the settings weaken. */
export async function policyOf(
  settings: WeighedSettings, options: RawOptions, files: readonly PolicyFile[],
  unused: readonly UnusedPolicyFile[],
): Promise<Policy> {
  return createPolicy({
    failOn: settings.failOn,
    files: [...(settings.defaultLexicons ? [await shippedRules()] : []), ...files.map(withoutPlace)],
    weakenings: weakenings(settings, options),
    unused,
  })
}

/** The path on this machine is not for reports. */
function withoutPlace({ kind, source, commit, path, digest }: PolicyFile): PolicyFile {
  return { kind, source, ...(commit !== undefined && { commit }), path, digest }
}

async function shippedRules(): Promise<PolicyFile> {
  const folder = join(packageFolder(), 'lexicons')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  const digests = await Promise.all(names.map(async (name) => `${name} ${sha256(await readFile(join(folder, name)))}`))
  return { kind: 'lexicon', source: 'shipped', path: 'lexicons', digest: sha256(digests.join('\n')) }
}

function weakenings(
  { defaultLexicons, failOn, allowIncomplete, waivers, key, left }: WeighedSettings, options: RawOptions,
): Weakening[] {
  const by = (option: unknown) => (option === undefined ? 'configuration' : 'command-line')
  const lowered = LEFT_KINDS.filter((kind) => isLower(leftSeverity(kind, left), usualSeverity(kind))).length
  const unkeyed = key ? 0 : waivers.length
  return [
    ...(defaultLexicons ? [] : [{ code: 'no-default-lexicons', by: by(options.defaultLexicons) } as const]),
    ...(failOn === 'block' ? [{ code: 'fail-on', by: by(options.failOn), args: { severity: failOn } } as const] : []),
    ...(allowIncomplete ? [{ code: 'allow-incomplete', by: 'command-line' } as const] : []),
    ...(lowered > 0 ? [{ code: 'left-lowered', by: 'configuration', args: { count: lowered } } as const] : []),
    ...(unkeyed > 0 ? [{ code: 'unkeyed-waivers', by: 'waivers', args: { count: unkeyed } } as const] : []),
  ]
}

/** `off` is below every severity. */
function isLower(one: LeftSeverity, other: Severity): boolean {
  return one === 'off' || SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other)
}
