import type { Language } from '../report.js'
import type { Messages } from './catalogue.js'
import { en } from './en.js'
import { zhCN } from './zh-cn.js'

export type { DoctorCheck } from './tool-catalogue.js'
export type { CliSentence, ExampleSentence, Messages, OptionSentence } from './catalogue.js'

/** The sentences of a language. */
export function messages(language: Language): Messages {
  return language === 'en' ? en : zhCN
}

/** Puts values in the place of their `{names}`; a name without a value becomes `?`. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : '?'))
}

/** The names of values a sentence holds, in order. */
export function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
}
