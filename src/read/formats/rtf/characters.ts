/** Characters that control words stand for. */
export const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t', line: '\n', emdash: '—', endash: '–', bullet: '•',
  lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”',
  emspace: '\u2003', enspace: '\u2002', qmspace: '\u2005', '~': '\u00a0',
  _: '-', '-': '\u00ad', zwj: '\u200d', zwnj: '\u200c',
}
