import type { Language } from '../language.js'
import type { Messages } from './catalogue.js'
import { en } from './en.js'
import { zhCN } from './zh-cn.js'

export { fill, placeholders } from '../../model/index.js'
export type { DoctorCheck } from './tool-catalogue.js'
export type { Messages } from './catalogue.js'
export type { ExampleSentence, OptionSentence } from './command-catalogue.js'

/** The sentences of a language. */
export function messagesIn(language: Language): Messages {
  return language === 'en' ? en : zhCN
}
