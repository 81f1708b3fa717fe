import type { Language } from '../../report/index.js'

/**
 * The language of help and of error messages: that of `--lang`, otherwise of the locale. Reports ignore the locale, so
 * that the same run writes the same bytes on every machine.
 */
export function messageLanguage(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  const named = options.flatMap((word, at) => {
    if (word === '--lang') return options[at + 1] ?? []
    return word.startsWith('--lang=') ? word.slice('--lang='.length) : []
  }).at(-1)
  const locale = named ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
  return /^en(?![a-z])/i.test(locale) ? 'en' : 'zh-CN'
}
