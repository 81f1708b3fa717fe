import type { ExampleSentence } from '../../report/messages/index.js'

/** Example command lines for the help and the manual page. */
export const EXAMPLES: readonly (readonly [line: string, sentence: ExampleSentence])[] = [
  ['screen report.docx', 'one'],
  ['screen --format json --output report.json documents/', 'folder'],
  ['screen --stdin-name notice.html - < notice.html', 'stdin'],
  ['screen --lexicon ours.yaml --fail-on block documents/', 'lexicon'],
  ['screen lexicon check ours.yaml', 'check'],
]
