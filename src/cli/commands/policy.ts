import { LIMITS, withLexiconWeakenings, type Policy, type PolicyFile } from '../../model/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { policySentences } from '../../report/sentences/index.js'
import { renderTable } from '../../report/text/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Settings } from '../settings/settings.js'
import type { CommandContext } from './command.js'
import { loadActiveLexicons } from './lexicon/active-lexicons.js'

/** One setting in force. */
interface ShownSetting {
  readonly name: string
  /** Null where nothing is set and there is no default. */
  readonly value: string | number | boolean | null
  readonly source: 'command-line' | 'configuration' | 'default'
}

/**
 * `screen policy show`: the files of the policy, every setting in force with its source, and what is weaker than the
 * default. The value of the key is not shown.
 * @throws ScreenError `usage` or `configuration`
 */
export async function policyShow(context: CommandContext): Promise<0> {
  const { options, io, messages } = context
  const { settings, ruleset } = await loadActiveLexicons(context)
  const policy = withLexiconWeakenings(settings.policy, ruleset.weakenings)
  const shown = shownSettings(settings, options)
  await io.stdout.write(options.format === 'json'
    ? `${JSON.stringify({ schema: 'secrecy-screen/policy/v1', policy, settings: shown }, null, 2)}\n`
    : policyText(policy, shown, settings, messages))
  return 0
}

function shownSettings(settings: Settings, options: RawOptions): ShownSetting[] {
  const { failOn, defaultLexicons, segmenter, ocr, showSuppressed, language, jobs, key, requireSigned } = settings
  const { profile = 'publish', ...kinds } = settings.left
  const show = (name: string, value: ShownSetting['value'], option?: unknown): ShownSetting => {
    if (option !== undefined) return { name, value, source: 'command-line' }
    return { name, value, source: settings.configured.has(name) ? 'configuration' : 'default' }
  }
  const limits = { ...LIMITS, ...settings.limits }
  return [
    show('fail-on', failOn, options.failOn),
    show('default-lexicons', defaultLexicons, options.defaultLexicons),
    show('require-signed', requireSigned !== undefined, options.requireSigned),
    show('key', key !== undefined, options.key),
    show('waivers', settings.waivers.length, options.waivers),
    show('segmenter', segmenter, options.segmenter),
    show('ocr', ocr, options.ocr),
    show('left.profile', profile),
    ...Object.entries(kinds).map(([kind, severity]) => show(`left.${kind}`, severity ?? null)),
    show('show-suppressed', showSuppressed),
    show('lang', language, options.lang),
    show('jobs', jobs ?? null),
    ...Object.entries(limits).map(([name, value]) => show(`limits.${name}`, value)),
  ]
}

function policyText(
  policy: Policy, shown: readonly ShownSetting[], { config }: Settings, messages: Messages,
): string {
  const { says, kinds, sources } = messages.policy
  const sourceOf = ({ source, commit }: PolicyFile): string =>
    (commit === undefined ? sources[source] : `${sources[source]} ${commit.slice(0, SHORT)}`)
  const files = policy.files.map((file) => [
    kinds[file.kind], file.path, sourceOf(file), file.digest.slice(0, 'sha256:'.length + SHORT),
  ])
  const values: Readonly<Record<string, string>> = { true: says.on, false: says.off, null: '–' }
  const origins = { 'command-line': sources['command-line'], 'configuration': config ?? '', 'default': says.byDefault }
  const settings = shown.map(({ name, value, source }) =>
    [name, values[String(value)] ?? String(value), origins[source]])
  return [
    `${fill(says.digest, { digest: policy.digest })}\n`,
    renderTable([says.kind, says.file, says.source, 'SHA-256'], files),
    renderTable([says.setting, says.value, says.source], settings),
    ...policySentences(policy, messages).map((sentence) => `${sentence}\n`),
  ].join('\n')
}

/** Enough of a digest to compare by eye. */
const SHORT = 12
