/**
 * The languages of the reports.
 * @example
 * for (const language of LANGUAGES) console.log(describeVerdict('clear', language).name)
 */
export const LANGUAGES = ['zh-CN', 'en'] as const

/**
 * One of `LANGUAGES`.
 * @example
 * const language: Language = process.env.LANG?.startsWith('en') ? 'en' : 'zh-CN'
 */
export type Language = (typeof LANGUAGES)[number]
