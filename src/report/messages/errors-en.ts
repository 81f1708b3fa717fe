import { CAUSE_SENTENCES, COMPLAINT_SENTENCES, ERROR_SENTENCES } from '../../model/index.js'
import type { ErrorMessages } from './errors-catalogue.js'

/** The sentences of errors in English: those of `ScreenError.message`. */
export const errorsEn: ErrorMessages = {
  errors: {
    ...ERROR_SENTENCES.usage,
    ...ERROR_SENTENCES.configuration,
    ...ERROR_SENTENCES.pattern,
    ...ERROR_SENTENCES['matcher-bytes'],
    ...ERROR_SENTENCES.busy,
    ...ERROR_SENTENCES.internal,
  },
  complaints: COMPLAINT_SENTENCES,
  causes: CAUSE_SENTENCES,
}
