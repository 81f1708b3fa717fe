import type { Language } from '../../report/index.js'

/**
 * The language of what is said before the settings are known: help and faults of usage. `--lang` decides, then the
 * locale of the environment. Reports do not ask the environment: the same run gives the same bytes on every machine.
 */
export function spokenLanguage(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  const asked = options.flatMap((word, at) => {
    if (word === '--lang') return options[at + 1] ?? []
    return word.startsWith('--lang=') ? word.slice('--lang='.length) : []
  }).at(-1)
  const locale = asked ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
  return /^en(?![a-z])/i.test(locale) ? 'en' : 'zh-CN'
}
