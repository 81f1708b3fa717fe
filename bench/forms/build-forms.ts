import { writeFileSync } from 'node:fs'
import { LABELS } from './labels.js'
import { reviewForm } from './review-form.js'

/** Writes the shipped templates of the review form, data/forms/review-form.<language>.docx: `npm run build:forms`. */
for (const [language, labels] of Object.entries(LABELS)) {
  const bytes = reviewForm(labels)
  writeFileSync(new URL(`../../data/forms/review-form.${language}.docx`, import.meta.url), bytes)
  process.stdout.write(`data/forms/review-form.${language}.docx: ${bytes.length} bytes\n`)
}
